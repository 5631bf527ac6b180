import { asProblem, type FieldError } from '../api/problem';
import { t, texts } from './texts.svelte';

// What to tell a person about a failure: by its reason where we have words for it, else as the server put it.
export function problemText(error: unknown): string {
  const problem = asProblem(error);
  const key = `problem.${problem.reason}`;
  if (problem.reason && texts.has(key)) return t(key);
  if (problem.status === 401) return t('problem.SESSION_ENDED');
  if (problem.status === 404) return t('problem.NOT_FOUND');
  if (problem.status === 403) return t('problem.FORBIDDEN');
  if (problem.status === 429) return t('problem.BUSY');
  if (problem.status >= 500) return t('problem.SERVER');
  if (problem.errors.length > 0) return fieldText(problem.errors[0]);
  return problem.detail || t('problem.UNEXPECTED');
}

// Our own words for the fields of our forms, in every language; the server's for any other.
export function fieldText(error: FieldError): string {
  const name = error.field.replace(/\[\d+\]/g, '').split('.').pop() ?? '';
  const key = `field.${name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())}`;
  if (texts.has(key)) return t(key);
  return error.description || t('problem.INVALID_FIELD');
}

import type { Prompt } from '../api/types';
import { date } from '../texts/format';
import { t, texts } from '../texts/texts.svelte';

export type PromptState = 'later' | 'open' | 'closed';

export function promptState(prompt: Prompt, now: number): PromptState {
  if (prompt.openTime && Date.parse(prompt.openTime) > now) return 'later';
  if (prompt.closeTime && Date.parse(prompt.closeTime) <= now) return 'closed';
  return 'open';
}

export function promptWhen(prompt: Prompt): string {
  const state = promptState(prompt, Date.now());
  if (state === 'later') return t('prompt.opensOn', { date: date(prompt.openTime ?? '', texts.language) });
  if (state === 'closed') return t('prompt.closed');
  return prompt.closeTime ? t('prompt.closesOn', { date: date(prompt.closeTime, texts.language) }) : t('prompt.open');
}

import { describe, expect, it } from 'vitest';
import { asProblem, lastName, noAnswer, parseProblem } from '../src/api/problem';

const body = JSON.stringify({
  title: 'Bad Request',
  status: 400,
  detail: 'The request has 1 invalid field.',
  reason: 'INVALID_FIELD',
  errors: [{ field: 'user.display_name', description: 'must have 1 to 60 characters' }],
});

describe('a problem', () => {
  it('carries reason, detail and fields of problem+json', () => {
    const problem = parseProblem(400, 'application/problem+json', body, null);
    expect(problem.reason).toBe('INVALID_FIELD');
    expect(problem.field('displayName')?.description).toBe('must have 1 to 60 characters');
    expect(problem.passing).toBe(false);
  });

  it('keeps its status when the body was cut off or is no JSON', () => {
    expect(parseProblem(502, 'application/problem+json', '{"title":"Ba', null).status).toBe(502);
    expect(parseProblem(502, 'text/html', '<html>', null).reason).toBe('');
  });

  it('says how long to wait', () => {
    expect(parseProblem(429, 'application/problem+json', '{}', '3').retryAfterMs).toBe(3000);
    expect(parseProblem(429, 'application/problem+json', '{}', 'Wed, 21 Oct').retryAfterMs).toBe(0);
  });

  it('is worth another try when no answer came, the server is overloaded or broken', () => {
    expect(noAnswer().passing).toBe(true);
    expect(parseProblem(503, '', '', null).passing).toBe(true);
    expect(parseProblem(429, '', '', null).passing).toBe(true);
    expect(parseProblem(404, '', '', null).passing).toBe(false);
  });

  it('names fields alike in both spellings', () => {
    expect(lastName('run.prompts[2].open_time')).toBe('openTime');
    expect(lastName('displayName')).toBe('displayName');
  });

  it('is made of any error', () => {
    expect(asProblem(new TypeError('x')).reason).toBe('UNEXPECTED');
  });
});

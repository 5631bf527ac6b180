import { afterEach, describe, expect, it, vi } from 'vitest';
import { guessCountry, startOfDay, today } from '../src/parts/guess';
import { newRun } from '../src/parts/new_run';
import { faultOf } from '../src/recorder/file_check';
import { qualityFor, recordingType } from '../src/recorder/media_type';
import { matchPath, safePath } from '../src/routes/match';
import { backoff } from '../src/live/backoff';
import { newRequestId } from '../src/api/request_id';
import { limitsOf } from '../src/parts/run_words';

describe('a path', () => {
  it('is matched part by part', () => {
    expect(matchPath('/runs/:id', '/runs/42/')).toEqual({ id: '42' });
    expect(matchPath('/runs/:id', '/runs')).toBeNull();
    expect(matchPath('/', '/')).toEqual({});
  });

  it('to go on to never leads to another site', () => {
    expect(safePath('/runs/1?x=2')).toBe('/runs/1?x=2');
    for (const bad of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '', null]) expect(safePath(bad)).toBe('/');
  });
});

describe('a first guess', () => {
  it('takes the country from the clock before the language', () => {
    expect(guessCountry('Asia/Beirut', ['en-US'])).toBe('LB');
    expect(guessCountry('Pacific/Auckland', ['en-NZ'])).toBe('NZ');
    expect(guessCountry('UTC', ['ar'])).toBe('');
  });
});

describe('the start of a day', () => {
  it('is midnight on the clocks of its zone', () => {
    expect(startOfDay('2026-07-01', 'Europe/Berlin').toISOString()).toBe('2026-06-30T22:00:00.000Z');
    expect(startOfDay('2026-01-15', 'America/New_York').toISOString()).toBe('2026-01-15T05:00:00.000Z');
    // Clocks change within the day.
    expect(startOfDay('2026-03-29', 'Europe/Berlin').toISOString()).toBe('2026-03-28T23:00:00.000Z');
  });

  it('is of the day the zone has now', () => {
    expect(today(new Date('2026-03-01T23:30:00Z'), 'Asia/Beirut')).toBe('2026-03-02');
  });
});

describe('a new run', () => {
  const course = { courseId: 'c', title: 'T', modules: [{ moduleId: 'm1', title: 'A' }, { moduleId: 'm2', title: 'B' }] };
  const plan = { course, title: ' T ', start: new Date('2026-03-01T00:00:00Z'), timeZone: 'UTC', capacity: 5, minutes: 3, languages: ['en'], questions: [' Why? ', 'How?'] };

  it('has a prompt for each module, all open at once when wished', () => {
    const run = newRun({ ...plan, atOnce: true });
    expect(run.prompts).toEqual([
      { moduleId: 'm1', text: 'Why?', openTime: '2026-03-01T00:00:00.000Z' },
      { moduleId: 'm2', text: 'How?', openTime: '2026-03-01T00:00:00.000Z' },
    ]);
    expect(run.videoLimits).toEqual({ maxDuration: '180s' });
  });

  it('of meetings alone has no prompts: the server lays its meetings', () => {
    const run = newRun({ ...plan, format: 'FORMAT_SYNCHRONOUS', atOnce: true });
    expect([run.format, run.prompts]).toEqual(['FORMAT_SYNCHRONOUS', undefined]);
  });

  it('leaves the weeks to the server otherwise', () => {
    expect(newRun({ ...plan, atOnce: false }).prompts?.[0]).toEqual({ moduleId: 'm1', text: 'Why?' });
  });
});

describe('a file', () => {
  const limits = limitsOf(undefined);
  it('is refused before sending only for what is certain', () => {
    expect(limits).toEqual({ minSeconds: 5, maxSeconds: 180, maxBytes: 314572800 });
    expect(faultOf(1000, NaN, limits)).toBeUndefined();
    expect(faultOf(1000, 180.3, limits)).toBeUndefined();
    expect(faultOf(1000, 200, limits)?.kind).toBe('tooLong');
    expect(faultOf(1000, 2, limits)?.kind).toBe('tooShort');
    expect(faultOf(400_000_000, NaN, limits)?.kind).toBe('tooLarge');
  });
});

describe('a recording', () => {
  it('takes what the browser can, and spares slow lines', () => {
    expect(recordingType((type) => type === 'video/mp4')).toBe('video/mp4');
    expect(recordingType(() => false)).toBe('');
    expect(qualityFor({ effectiveType: '3g' }).bitsPerSecond).toBeLessThan(qualityFor(undefined).bitsPerSecond);
  });
});

describe('waiting', () => {
  it('doubles within bounds', () => {
    expect(backoff(0, 1000, 30_000, () => 1)).toBe(1000);
    expect(backoff(3, 1000, 30_000, () => 1)).toBe(8000);
    expect(backoff(50, 1000, 30_000, () => 0)).toBe(15_000);
  });
});

describe('a request id', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is a UUID where the context is not secure', () => {
    const getRandomValues = (bytes: Uint8Array) => bytes.map((_, i) => (i * 37 + 255) % 256);
    vi.stubGlobal('crypto', { getRandomValues });
    expect(newRequestId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('is the browser’s own where it has one', () => {
    vi.stubGlobal('crypto', { randomUUID: () => 'its own' });
    expect(newRequestId()).toBe('its own');
  });
});

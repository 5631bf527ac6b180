import { describe, expect, it } from 'vitest';
import { forgetToken, keepToken, keptToken } from '../src/routes/kept_token';

class MemoryStore {
  values = new Map<string, string>();
  getItem = (key: string) => this.values.get(key) ?? null;
  setItem = (key: string, value: string) => void this.values.set(key, value);
  removeItem = (key: string) => void this.values.delete(key);
}

const hour = 3_600_000;

describe('the token of a mailed link', () => {
  it('is kept through a sign-in, for its own path alone', () => {
    const store = new MemoryStore();
    keepToken('/offers', 'secret', 0, store);
    expect(keptToken('/offers', hour, store)).toBe('secret');
    expect(keptToken('/invitations/accept', hour, store)).toBe('');
  });

  it('is gone after a day, and nothing of it stays on the device', () => {
    const store = new MemoryStore();
    keepToken('/offers', 'secret', 0, store);
    expect(keptToken('/offers', 24 * hour, store)).toBe('');
    expect(store.values.size).toBe(0);
  });

  it('is forgotten once it was used', () => {
    const store = new MemoryStore();
    keepToken('/offers', 'secret', 0, store);
    forgetToken('/offers', store);
    expect(keptToken('/offers', 1, store)).toBe('');
  });

  it('is none where something else was written', () => {
    const store = new MemoryStore();
    for (const value of ['{', 'null', '{"token":1,"at":0}', '{"token":"x"}']) {
      store.setItem('parley.link./offers', value);
      expect(keptToken('/offers', 1, store)).toBe('');
    }
  });
});

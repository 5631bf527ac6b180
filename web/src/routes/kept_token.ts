// The secret of a mailed link. It stands after '#', so no server logs it (in the query only where mail programs post to it), and leaves the address
// bar at once, so that no screenshot, history or shared address carries it. It is kept on this device for a while: signing in on the way leads through
// a mail and a new tab.
const kKeptMs = 24 * 3_600_000;
const kPrefix = 'parley.link.';

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export function keepToken(path: string, token: string, now: number, store: Store = localStorage): void {
  store.setItem(kPrefix + path, JSON.stringify({ token, at: now }));
}

// The token of an earlier visit to the path, "" when there is none or it has been here for a day.
export function keptToken(path: string, now: number, store: Store = localStorage): string {
  try {
    const { token, at } = JSON.parse(store.getItem(kPrefix + path) ?? '{}') as { token?: unknown; at?: unknown };
    if (typeof token === 'string' && typeof at === 'number' && now - at < kKeptMs) return token;
  } catch {
    // Written by something else: as good as none.
  }
  store.removeItem(kPrefix + path);
  return '';
}

export function forgetToken(path: string, store: Store = localStorage): void {
  store.removeItem(kPrefix + path);
}

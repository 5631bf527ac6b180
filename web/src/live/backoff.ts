// How long to wait before try `attempt` (from 0): doubling, bounded, spread by up to a half so that phones do not come back all at once.
export function backoff(attempt: number, firstMs: number, mostMs: number, random: () => number = Math.random): number {
  const full = Math.min(firstMs * 2 ** Math.min(attempt, 20), mostMs);
  return Math.round(full * (0.5 + random() / 2));
}

// Waits, but no longer than until the connection is back or the page is looked at again, or `signal` gives up.
export function waitForChance(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      document.removeEventListener('visibilitychange', seen);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const seen = () => document.visibilityState === 'visible' && done();
    const timer = setTimeout(done, ms);
    window.addEventListener('online', done);
    document.addEventListener('visibilitychange', seen);
    signal?.addEventListener('abort', done);
    if (signal?.aborted) done();
  });
}

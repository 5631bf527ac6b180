import { backoff, waitForChance } from './backoff';

// Asks again and again, ever more slowly, until `settled` says there is nothing more to wait for. A failed ask is a slow one.
export async function poll<T>(ask: () => Promise<T>, settled: (answer: T) => boolean, signal: AbortSignal): Promise<void> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    await waitForChance(backoff(attempt, 1_500, 20_000), signal);
    if (signal.aborted) return;
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined && settled(answer)) return;
  }
}

import { getMe } from '../api/identity';
import { asProblem } from '../api/problem';
import type { Notification } from '../api/types';
import { backoff, waitForChance } from './backoff';

// Keeps one stream of events open while `signal` lasts. `opened` runs on every (re)connection, to fetch what was missed meanwhile.
export async function follow(told: (notification: Notification) => void, opened: () => void, signal: AbortSignal): Promise<void> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    const lasted = await stream(told, opened, signal);
    if (signal.aborted) return;
    if (lasted) attempt = 0;
    await waitForChance(backoff(attempt, 1_000, 60_000), signal);
    if (signal.aborted || !(await stillSignedIn())) return;
  }
}

// Resolves when the stream ended for good; true when it had been open.
function stream(told: (notification: Notification) => void, opened: () => void, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const source = new EventSource('/v1/users/me/events');
    let open = false;
    const close = () => {
      source.close();
      signal.removeEventListener('abort', close);
      resolve(open);
    };
    signal.addEventListener('abort', close);
    source.addEventListener('open', () => {
      open = true;
      opened();
    });
    source.addEventListener('notification', (event) => told(JSON.parse((event as MessageEvent<string>).data) as Notification));
    // Not left to the browser, which gives up at once on a 401 and never refreshes a session.
    source.addEventListener('error', close);
  });
}

// An ordinary call refreshes the session's cookies, which the stream alone cannot.
async function stillSignedIn(): Promise<boolean> {
  try {
    await getMe();
    return true;
  } catch (error) {
    return asProblem(error).status !== 401;
  }
}

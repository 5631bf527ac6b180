import { newRequestId } from './request_id';

// The session lives in HttpOnly cookies; this is only the memory that there is one, and when its tokens were last replaced.
const kSignedIn = 'parley.signed_in';
const kRefreshed = 'parley.refreshed';
const kRequest = 'parley.refresh_request';

type Ended = () => void;
let ended: Ended = () => {};

export function onSessionEnded(listener: Ended): void {
  ended = listener;
}

export function hasSession(): boolean {
  return localStorage.getItem(kSignedIn) !== null;
}

export function rememberSession(): void {
  localStorage.setItem(kSignedIn, '1');
  localStorage.setItem(kRefreshed, String(Date.now()));
  localStorage.removeItem(kRequest);
}

export function forgetSession(): void {
  for (const key of [kSignedIn, kRefreshed, kRequest]) localStorage.removeItem(key);
}

let running: Promise<boolean> | undefined;

// Replaces the tokens after a 401 on a request sent at `sentAt`; true when it is worth sending again. Using a refresh token twice ends the
// session, so tabs take turns, and one that finds the tokens already replaced does nothing.
export function refreshSession(sentAt: number): Promise<boolean> {
  if (!hasSession()) return Promise.resolve(false);
  running ??= inTurn(() => replace(sentAt)).finally(() => (running = undefined));
  return running;
}

async function replace(sentAt: number): Promise<boolean> {
  if (Number(localStorage.getItem(kRefreshed) ?? 0) > sentAt) return true;
  // Kept until an answer came: after a lost answer or a reload the same id gets the same new tokens again.
  const requestId = localStorage.getItem(kRequest) ?? newRequestId();
  localStorage.setItem(kRequest, requestId);
  try {
    const response = await fetch('/v1/sessions:refresh', {
      method: 'POST',
      headers: { 'Parley-Session': 'cookie', 'Content-Type': 'application/json' },
      body: JSON.stringify({ requestId }),
    });
    if (response.ok) {
      rememberSession();
      return true;
    }
    if (response.status < 500 && response.status !== 429) {
      forgetSession();
      ended();
    }
    return false;
  } catch {
    return false;
  }
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks ? (navigator.locks.request('parley-refresh', work) as Promise<T>) : work();
}

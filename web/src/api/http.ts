import { noAnswer, parseProblem, Problem } from './problem';
import { newRequestId } from './request_id';
import { refreshSession } from './refresh';

export type Query = Record<string, string | number | undefined>;

interface Options {
  query?: Query;
  body?: object;
  // Of the act this call is a try of; a new one when absent.
  requestId?: string;
  // The body is the resource itself and has no place for requestId: the header Idempotency-Key carries it.
  bare?: boolean;
}

const kTries = 3;

export function get<T>(path: string, query?: Query): Promise<T> {
  return call<T>('GET', path, { query });
}

export function post<T>(path: string, body: object = {}, requestId?: string): Promise<T> {
  return call<T>('POST', path, { body, requestId });
}

// One call. A lost connection and an overloaded or restarting server are tried again (mutations with the same request id); an access
// token that ran out is refreshed once.
export async function call<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const request = prepare(method, path, options);
  let refreshed = false;
  for (let tries = 1; ; tries++) {
    const sentAt = Date.now();
    try {
      return await once<T>(request);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.status === 401 && !refreshed) {
        refreshed = true;
        if (await refreshSession(sentAt)) continue;
        throw error;
      }
      if (!error.passing || tries >= kTries) throw error;
      await wait(Math.min(Math.max(error.retryAfterMs, 400 * 3 ** (tries - 1)), 10_000));
    }
  }
}

function prepare(method: string, path: string, { query, body, requestId, bare }: Options): Request {
  const url = new URL(path, location.origin);
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== '') url.searchParams.set(name, String(value));
  }
  const headers: Record<string, string> = { 'Parley-Session': 'cookie', Accept: 'application/json' };
  if (method === 'GET') return new Request(url, { method, headers });
  const id = requestId ?? newRequestId();
  headers['Content-Type'] = 'application/json';
  if (bare) headers['Idempotency-Key'] = id;
  return new Request(url, { method, headers, body: JSON.stringify(bare ? body : { ...body, requestId: id }) });
}

async function once<T>(request: Request): Promise<T> {
  let response: Response;
  let body: string;
  try {
    response = await fetch(request.clone());
    body = await response.text();
  } catch {
    throw noAnswer();
  }
  if (!response.ok) {
    throw parseProblem(response.status, response.headers.get('Content-Type') ?? '', body, response.headers.get('Retry-After'));
  }
  return (body ? JSON.parse(body) : {}) as T;
}

export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

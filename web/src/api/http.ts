import type { Answer, Rest, Route } from './contract';
import { noAnswer, parseProblem, Problem } from './problem';
import { newRequestId } from './request_id';
import { refreshSession } from './refresh';

interface Given {
  path?: object;
  query?: object;
  body?: object;
  requestId?: string;
}

const kTries = 3;

export function get<P extends Route<'get'>>(route: P, ...[given]: Rest<'get', P>): Promise<Answer<'get', P>> {
  return call('GET', route, given);
}

export function post<P extends Route<'post'>>(route: P, ...[given]: Rest<'post', P>): Promise<Answer<'post', P>> {
  return call('POST', route, given);
}

export function put<P extends Route<'put'>>(route: P, ...[given]: Rest<'put', P>): Promise<Answer<'put', P>> {
  return call('PUT', route, given);
}

export function patch<P extends Route<'patch'>>(route: P, ...[given]: Rest<'patch', P>): Promise<Answer<'patch', P>> {
  return call('PATCH', route, given);
}

// One call. A lost connection and an overloaded or restarting server are tried again (mutations with the same request id); an access
// token that ran out is refreshed once.
async function call<T>(method: string, route: string, given: Given = {}): Promise<T> {
  const request = prepare(method, route, given);
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

function prepare(method: string, route: string, { path, query, body, requestId }: Given): Request {
  const fields = new Map(Object.entries(path ?? {}));
  const url = new URL(route.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(fields.get(name)))), location.origin);
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== '') url.searchParams.set(name, String(value));
  }
  const headers: Record<string, string> = { 'Parley-Session': 'cookie', Accept: 'application/json' };
  if (method === 'GET') return new Request(url, { method, headers });
  headers['Content-Type'] = 'application/json';
  headers['Idempotency-Key'] = requestId ?? newRequestId();
  return new Request(url, { method, headers, body: JSON.stringify(body ?? {}) });
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

import type { Call } from 'swagger-ui-dist/swagger-ui-es-bundle.js';
import { refreshSession } from '../api/refresh';
import { newRequestId } from '../api/request_id';

const kEventsShownMs = 3_000;

// Signs a call: by the token that was pasted, else `asMe` by the session's cookies, else by nothing. What may change something gets a request id.
export function sign(call: Call, asMe: boolean): Call {
  const given = new Set(Object.keys(call.headers).map((name) => name.toLowerCase()));
  if (call.method.toUpperCase() !== 'GET' && !given.has('idempotency-key')) call.headers['Idempotency-Key'] = newRequestId();
  const byCookie = asMe && !given.has('authorization');
  if (byCookie) call.headers['Parley-Session'] = 'cookie';
  call.credentials = byCookie ? 'same-origin' : 'omit';
  call.userFetch = async (...request) => beginning(await (byCookie ? fetchRefreshing(...request) : fetch(...request)));
  return call;
}

async function fetchRefreshing(...request: Parameters<typeof fetch>): Promise<Response> {
  const sentAt = Date.now();
  const response = await fetch(...request);
  return response.status === 401 && (await refreshSession(sentAt)) ? fetch(...request) : response;
}

// Of a stream of events, which has no end, what comes at first.
async function beginning(response: Response): Promise<Response> {
  if (!response.body || !response.headers.get('Content-Type')?.startsWith('text/event-stream')) return response;
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const stop = setTimeout(() => void reader.cancel(), kEventsShownMs);
  let text = '';
  for (let read = await reader.read(); !read.done; read = await reader.read()) text += decoder.decode(read.value, { stream: true });
  clearTimeout(stop);
  return new Response(text, response);
}

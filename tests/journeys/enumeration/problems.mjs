// That a service says by HTTP what it says by gRPC: as /openapi.json describes, and refusals as application/problem+json (RFC 9457).
import { clone } from '@bufbuild/protobuf';
import { verdict } from './callers.mjs';
import { fresh, isFree } from './checks.mjs';
import { jsonOf } from './contracts.mjs';
import { spoilt } from './spoilt.mjs';

const STATUS = { INVALID_ARGUMENT: 400, FAILED_PRECONDITION: 400, OUT_OF_RANGE: 400, UNAUTHENTICATED: 401, PERMISSION_DENIED: 403, NOT_FOUND: 404, ABORTED: 409 };
const PROBLEM = 'application/problem+json';
const LONGEST = 4000; // of a request that can be told in an address

const camel = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());

// Takes a field out of a request's JSON, for the address.
function take(json, path) {
  const names = path.split('.').map(camel);
  const owner = names.slice(0, -1).reduce((node, name) => node?.[name], json);
  const value = owner?.[names.at(-1)];
  if (owner) delete owner[names.at(-1)];
  return value;
}

// A message as an HTTP request by the method's rule: fields in the path, the body, and the rest as parameters.
export function httpRequest({ input, route, mutates }, message) {
  const copy = clone(input, message);
  const headers = { 'content-type': 'application/json' };
  if (mutates && route.body !== '*') {
    headers['idempotency-key'] = copy.requestId;
    copy.requestId = '';
  }
  const json = jsonOf(input, copy);
  const path = route.path.replace(/\{([^}]+)\}/g, (_, field) => encodeURIComponent(take(json, field) ?? ''));
  if (!route.body) return { path, query: json };
  if (route.body === '*') return { path, headers, query: {}, body: json };
  const { [route.body]: body = {}, ...query } = json;
  return { path, headers, query, body };
}

function send({ world, callers, method }, { path, headers = {}, query, body }, who) {
  const parameters = new URLSearchParams(query).toString();
  return fetch(`${world.stack.web}${path}${parameters && `?${parameters}`}`, {
    method: method.route.verb,
    headers: { ...(callers[who].token ? { authorization: `Bearer ${callers[who].token}` } : {}), ...(body ? headers : {}) },
    body: body && JSON.stringify(body),
  });
}

async function askByHttp(subject, request, who) {
  const response = await send(subject, request, who);
  return { status: response.status, type: response.headers.get('content-type'), problem: JSON.parse(await response.text()) };
}

// What is wrong with a problem that must say what an answer by gRPC says; undefined when it does.
function flawOf({ status, type, problem }, answer) {
  if (type !== PROBLEM) return `is ${type}`;
  if (status !== STATUS[answer.code] || problem.status !== status) return `is ${status} and says ${problem.status}`;
  if (!problem.title || problem.type !== `urn:parley:reason:${problem.reason}`) return 'has no title or another type';
  const says = JSON.stringify([problem.code, problem.reason, problem.detail, problem.errors ?? []]);
  return says === JSON.stringify([answer.code, answer.reason, answer.message, answer.fields]) ? undefined : `says ${says}`;
}

// A spoilt request that an address and a body can tell, with its answer by gRPC.
async function firstRefused(subject) {
  for (const each of spoilt(subject.method, subject.good)) {
    if (isFree(subject, each) || each.field === 'request_id' || /zero byte|path|unknown number|below zero/.test(each.what)) continue;
    const request = fresh(subject.method, each.request);
    let http;
    try {
      http = httpRequest(subject.method, request);
    } catch {
      continue; // JSON has no words for it
    }
    if (JSON.stringify(http).length > LONGEST) continue;
    const answer = await subject.ask(request);
    if (answer.code === 'INVALID_ARGUMENT') return { each, http, answer };
  }
  return undefined;
}

// A path without the names of its parameters, which a description may give otherwise.
const shapeOf = (path) => path.replace(/\{[^}]*\}/g, '{}');

// The good request by HTTP is answered as /openapi.json describes; one that was made already, with the answer it had.
export async function goodIsAsDescribed(subject, document) {
  const { method, good, by } = subject;
  if (!method.route) return;
  const operation = document.operations().find((each) => shapeOf(each.path) === shapeOf(method.route.path) && each.method === method.route.verb);
  if (!operation) return subject.fault(`/openapi.json has no ${method.route.verb} ${method.route.path}`);
  const response = await send(subject, httpRequest(method, good), by);
  const flaw = await document.fault(operation, response);
  const isTooLate = subject.cases.endsToken && response.status === 401;
  if (flaw || !(response.ok || isTooLate)) subject.fault(`by HTTP, the good request: ${flaw ?? response.status}`);
}

export async function problemsSayTheSame(subject) {
  const { method } = subject;
  if (!method.route) return;
  const compare = async (what, http, who, answer) => {
    const flaw = flawOf(await askByHttp(subject, http, who), answer);
    if (flaw) subject.fault(`by HTTP, ${what}: ${flaw}, by gRPC`, answer);
  };
  const good = httpRequest(method, fresh(method, subject.good));
  for (const name of Object.keys(subject.callers)) {
    if (verdict(method.access, 'gateway', subject.callers[name])) await compare(`by ${name}`, good, name, await subject.ask(fresh(method, subject.good), name));
  }
  const refused = await firstRefused(subject);
  if (refused) return compare(`${refused.each.field} ${refused.each.what}`, refused.http, subject.by, refused.answer);
  // It has no field that can be wrong: only the address can.
  const answer = await askByHttp(subject, { ...good, query: { ...good.query, nonsense: '1' } }, subject.by);
  const isRefused = answer.status === 400 && answer.type === PROBLEM && answer.problem.errors?.[0]?.field === 'nonsense';
  if (!isRefused) subject.fault(`by HTTP, an unknown parameter: ${JSON.stringify(answer)}`);
}

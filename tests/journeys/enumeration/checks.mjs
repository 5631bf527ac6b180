// What is demanded of every method alike, of its descriptor and its good request. Each check tells its faults.
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { clone } from '@bufbuild/protobuf';
import { bytesOf, isOpen, messageOf } from './contracts.mjs';
import { spoilt } from './spoilt.mjs';
import { By, None } from './table.mjs';

export const nobody = '01900000-0000-7000-8000-0000000000ff'; // an id of nothing
// Codes with which a handler refuses.
const TYPED = ['INVALID_ARGUMENT', 'NOT_FOUND', 'PERMISSION_DENIED', 'FAILED_PRECONDITION', 'RESOURCE_EXHAUSTED', 'OUT_OF_RANGE', 'ABORTED', 'UNAUTHENTICATED'];
const TOO_LARGE = Buffer.alloc(5 << 20, 'x');
const UNKNOWN_FIELD = 15_000;

export const told = ({ code, reason, message, fields }) => `${code} ${reason} ${message ?? ''} ${JSON.stringify(fields)}`.slice(0, 300);
const camel = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());

// A field that no version of the contract has, with so many bytes.
function unknownField(bytes) {
  const varint = (number) => (number < 128 ? [number] : [(number & 127) | 128, ...varint(number >>> 7)]);
  return Buffer.concat([Buffer.from([...varint(UNKNOWN_FIELD * 8 + 2), ...varint(bytes.length)]), bytes]);
}

const withId = (method, json) => (method.mutates ? { requestId: randomUUID(), ...json } : json);
export const fresh = (method, message) => {
  const copy = clone(method.input, message);
  if (method.mutates) copy.requestId = randomUUID();
  return copy;
};

// A method with its good request, as the checks see it.
export class Subject {
  constructor(house, callers, world, method, cases) {
    Object.assign(this, { house, callers, world, method, cases, faults: [] });
    this.certificate = method.access.services[0] ?? 'gateway';
    this.by = cases.by ?? firstOf(method.access);
  }

  async prepare() {
    this.json = await this.cases.good(this.world);
    this.good = messageOf(this.method.input, withId(this.method, this.json));
  }

  ask(request, who = this.by, options = {}) {
    const json = Buffer.isBuffer(request) || request.$typeName ? request : withId(this.method, request);
    return this.house.call(this.method, json, { certificate: this.certificate, token: this.callers[who].token, ...options });
  }

  fault(what, answer) {
    this.faults.push(`${this.method.name}: ${what}${answer ? `: ${told(answer)}` : ''}`);
  }
}

function firstOf({ public: isPublic, signedIn, roles }) {
  const first = { ROLE_FACILITATOR: 'facilitator', ROLE_COORDINATOR: 'coordinator', ROLE_OPERATOR: 'operator', ROLE_SAFEGUARDING_OFFICER: 'officer' };
  if (roles.length > 0) return first[roles[0]];
  return signedIn && !isPublic ? 'student' : 'nobody';
}

const isWithin = (field, name) => field === name || field.startsWith(`${name}.`) || field.startsWith(`${name}[`);
export const isFree = (subject, each) => each.isFree || Object.keys(subject.cases.free ?? {}).some((name) => isWithin(each.field, name));
const isAbout = (field, violation) => isWithin(field, violation) || isWithin(violation, field);

// Refused for the field that was spoilt, by name; an etag for being another's, and a position of a log for being none of it.
function isRefusedFor(field, { code, reason, fields }) {
  if (/(^|\.)etag$/.test(field) && reason === 'ETAG_MISMATCH') return true;
  if (field === 'after_position' && code === 'OUT_OF_RANGE') return true;
  return code === 'INVALID_ARGUMENT' && fields.some((violation) => isAbout(field, violation.field));
}

// Every spoilt request is refused for what is wrong with it.
export async function spoiltIsRefused(subject) {
  const { method, good } = subject;
  for (const each of spoilt(method, good)) {
    if (isFree(subject, each)) continue;
    const answer = await subject.ask(each.field === 'request_id' ? each.request : fresh(method, each.request));
    if (!isRefusedFor(each.field, answer)) subject.fault(`${each.field} ${each.what}`, answer);
  }
}

// What the contract does not read may hold anything, and never hurts.
export async function freeDoesNotHurt(subject) {
  for (const each of spoilt(subject.method, subject.good)) {
    if (!isFree(subject, each)) continue;
    const answer = await subject.ask(fresh(subject.method, each.request));
    if (!['OK', ...TYPED].includes(answer.code)) subject.fault(`${each.field} ${each.what}`, answer);
  }
}

// More than a message may have; and what is no message at all, which gRPC itself refuses.
export async function sizeIsBounded(subject) {
  const { method, good } = subject;
  const large = Buffer.concat([bytesOf(method.input, fresh(method, good)), unknownField(TOO_LARGE)]);
  for (const host of isOpen(method) ? [undefined, 'edge'] : [undefined]) {
    const answer = await subject.ask(large, subject.by, { host });
    if (answer.code !== 'RESOURCE_EXHAUSTED') subject.fault(`a message of 5 MiB ${host ?? 'in the house'}`, answer);
  }
  const broken = await subject.ask(Buffer.from([0xff, 0xff, 0xff]));
  if (!['UNIMPLEMENTED', 'INVALID_ARGUMENT'].includes(broken.code)) subject.fault('what is no message', broken);
}

// [path, JSON without it, JSON with an id of nothing instead] of every field that the good request has, two levels deep.
function* parts(json, path = '', wrap = (inner) => inner) {
  for (const [key, value] of Object.entries(json)) {
    if (key === 'requestId') continue;
    const name = path + key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const { [key]: _, ...rest } = json;
    const isId = typeof value === 'string' && /_id$/.test(name);
    yield { name, without: wrap(rest), unknown: isId ? wrap({ ...json, [key]: nobody }) : undefined };
    if (value && typeof value === 'object' && !Array.isArray(value) && path === '') yield* parts(value, `${name}.`, (inner) => wrap({ ...json, [key]: inner }));
  }
}

// What is required is demanded by name, and an id of nothing is of nothing.
export async function missingIsNoticed(subject) {
  const { optional = [], unknown = {} } = subject.cases;
  for (const part of parts(subject.json)) {
    if (!optional.includes(part.name)) {
      const answer = await subject.ask(part.without);
      const names = answer.fields.some((violation) => isAbout(part.name, violation.field));
      if (answer.code !== 'INVALID_ARGUMENT' || !names) subject.fault(`without ${part.name}`, answer);
    }
    if (part.unknown) {
      const answer = await subject.ask(part.unknown);
      if (answer.code !== (unknown[part.name] ?? 'NOT_FOUND')) subject.fault(`${part.name} of nothing`, answer);
    }
  }
}

// Everything in the request that is an id becomes one of nothing.
const nowhere = (json) => JSON.parse(JSON.stringify(json), (key, value) => (typeof value === 'string' && /Id$/.test(key) && key !== 'requestId' ? nobody : value));

// To whom an object is nothing there is no such object.
export async function foreignIsNotThere(subject) {
  const { foreign } = subject.cases;
  if (foreign instanceof None) return;
  const programs = subject.method.access.scopes.length > 0 ? ['rivalClient'] : [];
  for (const who of [foreign, programs].flat()) {
    const [answer, absent] = [await subject.ask(subject.json, who), await subject.ask(nowhere(subject.json), who)];
    if (answer.code !== 'NOT_FOUND') subject.fault(`${who} is answered`, answer);
    else if (told(answer) !== told(absent)) subject.fault(`${who} learns that it is there (of nothing: ${told(absent)})`, answer);
  }
}

function setAt(json, path, value) {
  const [head, ...rest] = path.split('.').map(camel);
  return { ...json, [head]: rest.length ? setAt(json[head] ?? {}, rest.join('.'), value) : value };
}

export async function staleIsRefused(subject) {
  const { stale } = subject.cases;
  if (!stale || stale instanceof None) return;
  const answer = await subject.ask(setAt(subject.json, stale, 'bm90LXRoaXMtb25l'));
  if (answer.code !== 'ABORTED' || answer.reason !== 'ETAG_MISMATCH') subject.fault('a stale etag', answer);
}

// The token was good until the good request ended it, and every service heard of that.
const isTooLate = ({ cases }, { reason }) => cases.endsToken && reason === 'TOKEN_STALE';

// The good request works, and of a method that mutates works once: a repeat gets the same answer, and its id is nothing else's.
export async function goodWorksOnce(subject) {
  const { method, good } = subject;
  const [first, twin] = await Promise.all([subject.ask(good), method.mutates ? subject.ask(good) : undefined]);
  if (first.code !== 'OK') return subject.fault('the good request', first);
  if (!method.mutates) return undefined;
  for (const [what, repeated] of [['its twin', twin], ['a repeat', await subject.ask(good)]]) {
    if (isDeepStrictEqual(repeated.json, first.json) || isTooLate(subject, repeated)) continue;
    subject.fault(`${what} after ${JSON.stringify(first.json)}`, { ...repeated, message: repeated.message ?? JSON.stringify(repeated.json) });
  }
  const other = [...spoilt(method, good)].find((each) => each.field !== 'request_id' && !isFree(subject, each))?.request;
  const another = other ?? Buffer.concat([bytesOf(method.input, good), unknownField(Buffer.from('x'))]);
  const reused = await subject.ask(another);
  if (isTooLate(subject, reused)) return undefined;
  if (reused.reason !== 'REQUEST_ID_REUSED' || reused.fields[0]?.field !== 'request_id') subject.fault('its id for another request', reused);
  return undefined;
}

// What the good request is answered when it comes again.
export async function remember(subject) {
  const { method, good } = subject;
  if (!method.mutates) return;
  const answer = await subject.ask(good);
  if (answer.code !== 'OK' && !isTooLate(subject, answer)) subject.fault('a late repeat', answer);
  subject.remembered ??= answer;
  if (!isDeepStrictEqual(answer.json, subject.remembered.json)) subject.fault(`a repeat after ${JSON.stringify(subject.remembered.json)}`, { ...answer, message: JSON.stringify(answer.json) });
}

// Where programs are let in, one of the same partner may do the same.
export async function programsMayToo(subject) {
  const [scope] = subject.method.access.scopes;
  if (!scope) return;
  const answer = await subject.ask(await subject.cases.good(subject.world), `client ${scope}`);
  if (answer.code !== 'OK') subject.fault('the good request of an API client', answer);
}

// One state that forbids the call. `request` may be somebody else's.
export async function stateForbids(subject, reason, request) {
  const { by, request: json } = request instanceof By ? request : { by: subject.by, request };
  const answer = await subject.ask(json, by);
  if (answer.code !== 'FAILED_PRECONDITION' || answer.reason !== reason) subject.fault(`wanted ${reason}`, answer);
}

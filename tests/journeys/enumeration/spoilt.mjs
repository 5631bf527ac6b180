// Every way to spoil a request that its descriptor alone tells: too large, malformed, unknown, out of range, too many, and one more than the
// comments allow; field by field.
import { ScalarType, clone, create } from '@bufbuild/protobuf';
import { fieldComments } from './contracts.mjs';

const MIB = 1 << 20;
const MANY = 10_000;
const DEPTH = 4;
const INT32 = [ScalarType.INT32, ScalarType.SINT32, ScalarType.SFIXED32];
const INT64 = [ScalarType.INT64, ScalarType.SINT64, ScalarType.SFIXED64];
const FLOATS = [ScalarType.DOUBLE, ScalarType.FLOAT];
const LONG_AGO = -(10n ** 15n);
const FAR_AHEAD = 10n ** 15n;

function strings(name) {
  const wrong = [['of 1 MiB', 'x'.repeat(MIB)], ['with a zero byte', 'a\0b']];
  if (/(^|_)ids?$/.test(name)) wrong.push(['that is no id', 'x'], ['that is a path', '../../etc/passwd']);
  if (name === 'page_token') wrong.push(['that nobody gave', 'bm90aGluZw'], ['that is no base64', '!']);
  if (/(email|url|locale|zone)$/.test(name)) wrong.push(['that is none', 'no such\r\nthing']);
  return wrong;
}

function numbers(type) {
  if (INT32.includes(type)) return [-1, 2 ** 31 - 1, -(2 ** 31)];
  if (INT64.includes(type)) return [-1n, 2n ** 63n - 1n, -(2n ** 63n)];
  if (FLOATS.includes(type)) return [-1, Number.NaN, Number.POSITIVE_INFINITY, 1e308];
  return [];
}

function times(type) {
  if (!/^google\.protobuf\.(Timestamp|Duration)$/.test(type)) return undefined;
  return [{ seconds: FAR_AHEAD }, { seconds: LONG_AGO }, { nanos: -1 }, { nanos: 2e9 }, { seconds: 2n ** 63n - 1n, nanos: 2 ** 31 - 1 }];
}

const masks = [['of what there is not', { paths: ['nonsense'] }], ['of 1 MiB', { paths: ['x'.repeat(MIB)] }], ['of many', { paths: Array(MANY).fill('x') }]];

const count = (text) => Number(text.replaceAll(',', ''));

// What a comment allows: "1 to 60 characters", "At most 4,000 characters".
function tooLong(comment) {
  const most = /([\d,]*\d) characters/.exec(comment);
  return most ? [[`of ${count(most[1]) + 1} characters`, 'é'.repeat(count(most[1]) + 1)]] : [];
}

// "1 to 100; 0 means 20", "at most 52".
function outside(comment, type) {
  const [, least, most] = /(\d[\d,]*) to (\d[\d,]*)/.exec(comment) ?? [];
  const top = most ?? /at most (\d[\d,]*)/.exec(comment)?.[1];
  const wrong = top ? [count(top) + 1] : [];
  if (least && (count(least) > 1 || !/\b0 (means|on|for)\b|absent/.test(comment))) wrong.push(count(least) - 1);
  return INT64.includes(type) ? wrong.map(BigInt) : wrong;
}

// Of a list: "1 to 50", "at most 20".
function tooMany(comment) {
  const most = /at most (\d[\d,]*)(?! characters)/i.exec(comment)?.[1] ?? /\d+ to (\d[\d,]*)[;,.]/.exec(comment)?.[1];
  return most ? [count(most) + 1, MANY] : [MANY];
}

// Wrong values of one element of a field, each with words for it.
function wrongValues(field, comment) {
  if (field.scalar === ScalarType.STRING) return [...strings(field.name), ...tooLong(comment)];
  if (FLOATS.includes(field.scalar)) return numbers(field.scalar).map((value) => [`of ${value}`, value]);
  if (field.scalar !== undefined) return [...numbers(field.scalar), ...(field.fieldKind === 'list' ? [] : outside(comment, field.scalar))].map((value) => [`of ${value}`, value]);
  if (field.enum) return [['of an unknown number', 99], ['below zero', -1]];
  const type = field.message.typeName;
  if (type === 'google.protobuf.FieldMask') return masks.map(([what, paths]) => [what, create(field.message, paths)]);
  const wrong = times(type);
  return (wrong ?? []).map((value) => [`of ${value.seconds ?? 0} s ${value.nanos ?? 0} ns`, create(field.message, value)]);
}

const isLeaf = (field) => !field.message || field.message.typeName.startsWith('google.protobuf.');
const zero = (field) => (field.message ? create(field.message) : (field.enum ? 1 : field.scalar === ScalarType.STRING ? 'x' : 1));

// Each as { what, field, put }: `put` spoils a message. `free` are fields that the contract says are not read.
function* spoiltFields(schema, path, depth, free) {
  const comments = fieldComments(schema);
  for (const field of schema.fields) {
    if (field.oneof || field.fieldKind === 'map') continue;
    const name = path + field.name;
    const comment = comments.get(field.name);
    const isFree = free || /Read only|Assigned on creation|Output only/.test(comment);
    const own = field.localName;
    const isList = field.fieldKind === 'list';
    for (const [what, wrong] of wrongValues(field, comment)) {
      yield { what, field: isList ? `${name}[0]` : name, isFree, put: (message) => (message[own] = isList ? [wrong] : wrong) };
    }
    for (const many of isList ? tooMany(comment) : []) {
      yield { what: `${many} times`, field: name, isFree, put: (message) => (message[own] = Array(many).fill(message[own][0] ?? zero(field))) };
    }
    if (isLeaf(field) || depth === DEPTH) continue;
    for (const inner of spoiltFields(field.message, isList ? `${name}[0].` : `${name}.`, depth + 1, isFree)) {
      yield { ...inner, put: (message) => inner.put(isList ? (message[own][0] ??= create(field.message)) : (message[own] ??= create(field.message))) };
    }
  }
}

// All of a method's, with the spoilt request instead of `put`.
export function* spoilt({ input }, good) {
  for (const { put, ...about } of spoiltFields(input, '', 1, false)) {
    const request = clone(input, good);
    put(request);
    yield { ...about, request };
  }
}

// The gateway's description of itself, and whether an answer is as it describes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const PROBLEM = 'application/problem+json';
const pointer = (...parts) => '#/' + parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');

// What the web app takes for always there.
const always = JSON.parse(readFileSync(new URL('../../web/src/api/always.json', import.meta.url), 'utf8'));

// Schemas let answers grow; those of this very version may have nothing that is not told.
function close(schema) {
  if (schema?.properties) schema.additionalProperties = false;
  for (const each of Object.values(schema ?? {})) if (typeof each === 'object') close(each);
}

export class ApiDocument {
  static async of(stack) {
    const document = new ApiDocument();
    const response = await fetch(`${stack.web}/openapi.json`);
    assert.equal(response.headers.get('content-type'), 'application/json');
    document.json = await response.json();
    const { schemas } = document.json.components;
    close(schemas);
    for (const [name, fields] of Object.entries(always)) schemas[name].required = [...(schemas[name].required ?? []), ...fields];
    document.ajv = formats(new Ajv({ strict: false, allErrors: true }));
    document.ajv.addSchema(document.json, 'api');
    return document;
  }

  operations() {
    return Object.entries(this.json.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ path, method: method.toUpperCase(), key: method, ...operation })),
    );
  }

  // What is wrong with an answer to an operation; null when it is as described.
  async fault({ path, key, responses }, response) {
    const status = String(response.status);
    if (!responses[status]) return `${status} is not listed: ${(await response.text()).slice(0, 300)}`;
    const reference = responses[status].$ref;
    const at = reference ? reference.slice(2).split('/') : ['paths', path, key, 'responses', status];
    const { content } = at.reduce((node, part) => node[part], this.json);
    const type = (response.headers.get('content-type') ?? '').split(';')[0];
    if (type === 'text/event-stream' && content?.[type]) return null; // it goes on
    const text = await response.text();
    if (!content) return text ? `${status} has content: ${text.slice(0, 300)}` : null;
    const told = content[type] ? type : '*/*';
    if (!content[told]) return `${status} is ${type}`;
    if (!type.endsWith('json')) return null;
    const validate = this.ajv.compile({ $ref: `api${pointer(...at, 'content', told, 'schema')}` });
    const body = JSON.parse(text);
    if (!validate(body)) return `${status} does not fit its schema: ${this.ajv.errorsText(validate.errors)}: ${text.slice(0, 300)}`;
    return type === PROBLEM && body.status !== response.status ? `the problem says ${body.status}, the answer ${status}` : null;
  }
}

// A call of an operation with what it asks for: the examples, or `ids` where there are such for its path. Malformed: with nonsense instead.
export function request({ path, method, parameters = [], requestBody }, { ids = {}, malformed = false, requestId }) {
  const headers = {};
  const query = new URLSearchParams(malformed ? { nonsense: '1' } : {});
  let address = path;
  for (const each of parameters) {
    const value = ids[each.name] ?? each.example;
    if (each.in === 'path') address = address.replace(`{${each.name}}`, malformed ? 'x' : encodeURIComponent(value));
    if (malformed || !each.required) continue;
    if (each.in === 'query') query.set(each.name, value);
    if (each.in === 'header') headers[each.name] = each.name === 'Idempotency-Key' ? requestId : String(value);
  }
  const [type, body] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  if (type) headers['content-type'] = type;
  const example = body?.example && { ...body.example, ...(body.example.requestId ? { requestId } : {}) };
  return {
    address: `${address}${query.size ? `?${query}` : ''}`,
    options: { method, headers, body: type && (malformed ? '{' : JSON.stringify(example ?? {})) },
  };
}

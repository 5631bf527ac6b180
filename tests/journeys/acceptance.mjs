// How long something is still accepted after it was taken away: it is asked for again and again, and the last time it was had counts.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import assert from 'node:assert/strict';
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';
import { root } from './stack.mjs';

const BETWEEN_ASKS = 150;
const STAYS_REFUSED = 1_200; // so long nothing may be had before it counts as gone
const PATIENCE = 20_000;
const GOOGLEAPIS = '/usr/share/gocode/src/github.com/gogo/googleapis'; // of Debian's golang-github-gogo-googleapis-dev

const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

// Something that can be asked for: `ask` answers whether it was had, and throws when that can't be said.
export class Ask {
  constructor(what, ask) {
    Object.assign(this, { what, ask });
  }

  // By the one token that `person` has now: refused once it is stale.
  static byToken(what, person, path) {
    const { token, stack } = person;
    return new Ask(what, async () => (await answerTo(stack, token, path)).status === 200);
  }

  // As an app does: with a fresh token when one is stale, so that what is left of somebody's rights counts. `holds` says of an answer whether what was
  // asked for is in it: a list that anybody may ask for is empty for who may see nothing in it.
  static byApp(what, person, path, holds = () => true) {
    const had = ({ status, body }) => status === 200 && holds(body);
    return new Ask(what, async () => {
      const answer = await answerTo(person.stack, person.token, path);
      if (answer.status !== 401) return had(answer);
      await (person.refreshing ??= person.refresh().finally(() => delete person.refreshing));
      return had(await answerTo(person.stack, person.token, path));
    });
  }

  async wasHad() {
    assert.ok(await this.ask(), `${this.what} is there before it is taken away`);
  }

  // Milliseconds from `since` to the beginning of the last try that was not refused.
  async lastHad(since) {
    let last = since;
    for (let answered = since; Date.now() - answered < STAYS_REFUSED; await pause(BETWEEN_ASKS)) {
      const begin = Date.now();
      assert.ok(begin - since < PATIENCE, `${this.what} is still accepted after ${begin - since} ms`);
      if (await this.ask()) [last, answered] = [begin, Date.now()];
    }
    return last - since;
  }
}

// What is refused says 401, 403 or 404; nothing else is an answer to the question.
async function answerTo(stack, token, path) {
  const response = await fetch(stack.web + path, { headers: { authorization: `Bearer ${token}` } });
  const words = await response.text();
  assert.ok([200, 401, 403, 404].includes(response.status), `GET ${path}: ${response.status} ${words}`);
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return { status: response.status, body: isJson ? JSON.parse(words) : words };
}

// Somebody's live events, from now on. `ended` is when the gateway ended them.
export async function listen({ stack, token }) {
  const response = await fetch(`${stack.web}/v1/users/me/events`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal(response.status, 200);
  return { ended: text(response.body).then(() => Date.now()) };
}

// The gRPC edge, as a program of a partner's calls it.
export class Edge {
  #contract;

  constructor({ edge }) {
    const files = ['parley/catalog/v1/catalog_service.proto', 'parley/identity/v1/identity_service.proto'];
    this.#contract = grpc.loadPackageDefinition(protoLoader.loadSync(files, { includeDirs: [join(root, 'proto'), GOOGLEAPIS], longs: String, enums: String })).parley;
    const words = [edge.address, grpc.credentials.createSsl(readFileSync(edge.ca)), { 'grpc.enable_http_proxy': 0 }];
    this.catalog = new this.#contract.catalog.v1.CatalogService(...words);
    this.identity = new this.#contract.identity.v1.IdentityService(...words);
  }

  // Whether a method answers to a token; UNAUTHENTICATED and PERMISSION_DENIED are refusals.
  ask(what, service, method, request, token) {
    return new Ask(what, () => new Promise((resolve, reject) => {
      this[service][method](request, bearer(token), { deadline: Date.now() + 5_000 }, (error) => settle(error, resolve, reject));
    }));
  }

  // Begins to send a roster; `finish` sends its last row and answers whether it was taken.
  beginRoster(runId, token) {
    let settled;
    const answer = new Promise((resolve, reject) => (settled = (error) => settle(error, resolve, reject)));
    const sending = this.catalog.ImportRoster(bearer(token), { deadline: Date.now() + 60_000 }, settled);
    const row = (line) => ({ line, email: `${randomUUID()}@student.example` });
    sending.write({ runId, rowCount: 2, requestId: randomUUID(), row: row(1) });
    return {
      finish: () => {
        sending.write({ row: row(2) });
        sending.end();
        return answer;
      },
    };
  }

  close() {
    this.catalog.close();
    this.identity.close();
  }
}

function bearer(token) {
  const metadata = new grpc.Metadata();
  metadata.set('authorization', `Bearer ${token}`);
  return metadata;
}

function settle(error, resolve, reject) {
  if (!error) return resolve(true);
  if ([grpc.status.UNAUTHENTICATED, grpc.status.PERMISSION_DENIED].includes(error.code)) return resolve(false);
  reject(error);
}

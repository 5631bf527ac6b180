// Somebody at the gateway who is as honest and as stubborn as a good app: what was not answered is asked again under the same Idempotency-Key until it is,
// and only what was answered is written down as done.
import { randomUUID } from 'node:crypto';
import { Person, Problem } from '../journeys/person.mjs';

const PATIENCE = 120_000; // more than any fault lasts
const LONGEST_WAIT = 3000; // however long an answer says: people tap again
const ANSWER = 20_000; // after which an app takes a connection for dead

const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

// Answers after which it is not known, or known not to be, what was asked.
const isNotYet = (status) => [429, 500, 502, 503, 504].includes(status);

// A refusal that can rightly be given to somebody who could not know better: somebody else was quicker. By reason or by status.
const isLawful = (problem, lawful) => lawful.includes(problem.status) || lawful.includes(problem.body.reason);

export class User extends Person {
  acts = 0; // acknowledged
  #ended;
  #stopping = false;

  constructor({ stack, gate, ledger, surprises, random, email, act, about, counts = true }) {
    super(Object.create(stack, { web: { value: gate.url } }), email, about);
    // `counts`: a round goes on when they have done enough.
    Object.assign(this, { gate, ledger, surprises, random, act, counts });
  }

  start() {
    this.#stopping = false;
    this.#ended = this.#work();
  }

  // Returns when what they were doing is done.
  async stop() {
    this.#stopping = true;
    await this.#ended;
  }

  // What there is once `look` finds it; nothing when it is time to go.
  async wait(look) {
    while (!this.#stopping) {
      const found = await look();
      if (found) return found;
      await pause(200);
    }
    return undefined;
  }

  async #work() {
    while (!this.#stopping) {
      try {
        const done = await this.act(this);
        if (done) this.#acknowledge(done);
      } catch (error) {
        this.surprises.push(`${this.email}: ${error.stack}`);
        await pause(500);
      }
      await pause(this.random.between(50, 250));
    }
  }

  #acknowledge(kind) {
    this.acts++;
    this.ledger.count(kind);
  }

  // As Person's, but asked until it is answered. `lawful`: refusals that make the answer undefined.
  async call(method, path, body, { headers = {}, lawful = [], anonymous = false } = {}) {
    const key = { 'idempotency-key': headers['idempotency-key'] ?? randomUUID() };
    const giveUp = Date.now() + PATIENCE;
    let renewed = 0;
    for (let waited = 100; ; waited = Math.min(waited * 2, 1000)) {
      const answer = await this.#send(method, path, body, { ...headers, ...(method === 'GET' ? {} : key) }, anonymous);
      if (answer.ok) return answer.body;
      const problem = answer.status && new Problem(answer.status, answer.body);
      if (problem && isLawful(problem, lawful)) return undefined;
      if (problem?.status === 500) this.surprises.push(`${this.email}: ${method} ${path} was answered with ${problem.message}`);
      if (problem?.status === 401 && !anonymous && renewed++ < 3) {
        await this.refresh();
        continue;
      }
      if (problem && !isNotYet(problem.status)) throw Object.assign(problem, { message: `${method} ${path}: ${problem.message}` });
      if (Date.now() > giveUp) throw new Error(`${method} ${path} was not answered within ${PATIENCE / 1000} s: ${problem?.message ?? answer.lost}`);
      await pause(answer.retryAfter ? Math.min(answer.retryAfter * 1000, LONGEST_WAIT) : waited);
    }
  }

  async #send(method, path, body, headers, anonymous) {
    if (this.token && !anonymous) headers.authorization = `Bearer ${this.token}`;
    if (body !== undefined) headers['content-type'] = 'application/json';
    try {
      const response = await fetch(this.stack.web + path, {
        method, headers, body: body === undefined ? undefined : JSON.stringify(body), signal: AbortSignal.timeout(ANSWER),
      });
      const text = await response.text();
      const retryAfter = Number(response.headers.get('retry-after'));
      return { ok: response.ok, status: response.status, retryAfter, body: text ? JSON.parse(text) : {} };
    } catch (error) {
      return { ok: false, lost: error.cause?.message ?? error.message };
    }
  }

  // Once, whoever finds the token stale: a refresh token that is used again ends the session.
  refresh() {
    this.refreshing ??= this.#renew().finally(() => delete this.refreshing);
    return this.refreshing;
  }

  async #renew() {
    const session = await this.call('POST', '/v1/sessions:refresh', { refreshToken: this.refreshToken }, { anonymous: true });
    this.token = session.accessToken;
    this.refreshToken = session.refreshToken;
  }

  // Every page of a list.
  async list(path, field, options) {
    const all = [];
    for (let token = ''; ; ) {
      const page = await this.call('GET', `${path}${path.includes('?') ? '&' : '?'}pageSize=100&pageToken=${encodeURIComponent(token)}`, undefined, options);
      if (!page) return undefined;
      all.push(...(page[field] ?? []));
      token = page.nextPageToken;
      if (!token) return all;
    }
  }

  // Sends a video's bytes, over as many connections as it takes. Returns when all of it is acknowledged.
  async send(video, bytes) {
    for (const giveUp = Date.now() + PATIENCE; ; ) {
      try {
        return await this.upload(video.upload.url, bytes, 1);
      } catch (error) {
        const status = error.originalResponse?.getStatus();
        if (status === 401) await this.refresh();
        else if (status && !isNotYet(status) && ![408, 409, 423].includes(status)) throw error;
        if (Date.now() > giveUp) throw error;
        await pause(300);
      }
    }
  }
}

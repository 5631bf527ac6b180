// Somebody who uses the API all the time, over one connection that is kept while it lasts, as apps do. What honest clients do they do: a request on
// a kept connection that ended before anything of its answer came is sent again, a connection that is refused is tried again for a while. Nothing
// else is forgiven: no status but the expected one, and no answer that is cut.
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

const PATIENCE = 15_000;
const PAUSE = 60; // below what a user may ask

const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

export class Regular {
  answered = 0;
  refused = 0; // how often no connection was to be had
  slowest = 0;
  failures = [];
  #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  #stopping = false;

  // `asks`: [{ method, path, body, status }], again and again.
  constructor(base, token, asks) {
    Object.assign(this, { base, token, asks });
    this.ended = this.#run();
  }

  async stop() {
    this.#stopping = true;
    await this.ended;
    this.#agent.destroy();
  }

  async #run() {
    for (let i = 0; !this.#stopping; i++) {
      const ask = this.asks[i % this.asks.length];
      const start = Date.now();
      const failure = await this.#ask(ask).catch((error) => `${error.code ?? ''} ${error.message}`);
      if (failure) this.failures.push(`${ask.method} ${ask.path}: ${failure}`);
      else this.answered++;
      this.slowest = Math.max(this.slowest, Date.now() - start);
      await pause(PAUSE);
    }
  }

  // What is wrong with the answer; nothing when it is right.
  async #ask({ method, path, body, status = 200 }) {
    const key = randomUUID();
    const giveUp = Date.now() + PATIENCE;
    for (;;) {
      try {
        const answer = await this.#send(method, path, body, key);
        return answer.status === status ? undefined : `${answer.status} ${answer.text}`;
      } catch (error) {
        const endedIdle = error.reused && !error.begun;
        if (Date.now() > giveUp || !(endedIdle || error.code === 'ECONNREFUSED')) throw error;
        if (endedIdle) continue;
        this.refused++;
        await pause(20);
      }
    }
  }

  #send(method, path, body, key) {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = { authorization: `Bearer ${this.token}` };
    if (method !== 'GET') headers['idempotency-key'] = key;
    if (text !== undefined) Object.assign(headers, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
    return new Promise((resolve, reject) => {
      let begun = false;
      const sent = request(this.base + path, { method, headers, agent: this.#agent }, (response) => {
        begun = true;
        const pieces = [];
        response.on('data', (piece) => pieces.push(piece));
        response.on('error', fail);
        response.on('end', () => resolve({ status: response.statusCode, text: Buffer.concat(pieces).toString() }));
      });
      const fail = (error) => reject(Object.assign(error, { reused: sent.reusedSocket, begun }));
      sent.on('error', fail);
      sent.end(text);
    });
  }
}

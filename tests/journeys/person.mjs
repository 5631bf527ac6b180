// A person at the gateway's API, the way a native app is: tokens, JSON, tus. Nothing here knows anything but the public contract.
import { randomUUID } from 'node:crypto';
import assert from 'node:assert/strict';
import * as tus from 'tus-js-client';

export class Problem extends Error {
  constructor(status, body) {
    super(`${status} ${body.reason ?? ''} ${body.detail ?? ''}`);
    this.status = status;
    this.body = body;
  }
}

// One HTTP call. A lost connection or an overloaded or restarting server (502, 503) is tried again with the same request id, as an app would.
export async function call(base, method, path, { token, body, headers = {}, patience = 30_000, bare = false } = {}) {
  // `bare`: the body is the resource itself, with no place for a requestId; the Idempotency-Key header stands for it.
  if (method !== 'GET' && body !== undefined && !bare && body.requestId === undefined) body = { ...body, requestId: randomUUID() };
  const give_up = Date.now() + patience;
  for (;;) {
    try {
      const response = await fetch(base + path, {
        method,
        headers: {
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const text = await response.text();
      if ([502, 503].includes(response.status) && Date.now() < give_up) throw new TypeError('not now');
      const answer = text ? JSON.parse(text) : {};
      if (!response.ok) throw new Problem(response.status, answer);
      return answer;
    } catch (error) {
      if (!(error instanceof TypeError) || Date.now() >= give_up) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

export class Person {
  constructor(stack, email, { locale = 'en', timeZone = 'Europe/Berlin' } = {}) {
    Object.assign(this, { stack, email, locale, timeZone });
  }

  // An access token that has run out, or is of before a role was taken, is renewed and the call made again, as apps do.
  async call(method, path, body, options = {}) {
    if (body !== undefined && !options.bare) body = { requestId: randomUUID(), ...body };
    try {
      return await call(this.stack.web, method, path, { token: this.token, body, ...options });
    } catch (error) {
      if (error.status !== 401 || !this.refreshToken) throw error;
      await this.refresh();
      return call(this.stack.web, method, path, { token: this.token, body, ...options });
    }
  }

  async refresh() {
    const session = await call(this.stack.web, 'POST', '/v1/sessions:refresh', { body: { refreshToken: this.refreshToken } });
    this.token = session.accessToken;
    this.refreshToken = session.refreshToken;
  }
  get(path, options) {
    return this.call('GET', path, undefined, options);
  }
  post(path, body = {}, options) {
    return this.call('POST', path, body, options);
  }

  // Asks by a POST what must not stand in an address: it changes nothing.
  ask(path, body) {
    return this.call('POST', path, body, { bare: true });
  }

  // Signs in by the link in a real mail.
  async signIn() {
    delete this.token;
    delete this.refreshToken;
    const before = await this.stack.inbox.count(this.email, /sign-in\/confirm/);
    await this.post('/v1/signIns', { email: this.email, locale: this.locale, timeZone: this.timeZone });
    const mail = await this.stack.inbox.next(this.email, before, /sign-in\/confirm/);
    const session = await this.post('/v1/sessions', { token: tokenIn(mail, /sign-in\/confirm/) });
    assert.ok(session.accessToken, 'a session has a token');
    this.token = session.accessToken;
    this.refreshToken = session.refreshToken;
    this.userId = session.user.userId;
    return this;
  }

  // Says when they can, in the terms of their own clock: windows of the week, and what holds on single dates instead.
  setAvailability(windows, exceptions = []) {
    const availability = { timeZone: this.timeZone, windows, exceptions };
    return this.call('PUT', '/v1/users/me/availability', availability, { headers: { 'idempotency-key': randomUUID() }, bare: true });
  }

  // Takes the role that the mail of an invitation offers.
  async acceptInvitation() {
    const mail = await this.stack.inbox.next(this.email, 0, /invitations\/accept/);
    await this.post('/v1/invitations:accept', { token: tokenIn(mail, /invitations\/accept/) });
    await this.refresh();
  }

  // Says more of oneself.
  introduce(fields) {
    return this.call('PATCH', '/v1/users/me', fields, { headers: { 'idempotency-key': randomUUID() }, bare: true });
  }

  // How many notifications of a topic there are, `about` a video, a group or a meeting where one is given.
  async told(topic, about) {
    const notifications = [];
    for (let token = ''; ; ) {
      const page = await this.get(`/v1/users/me/notifications?pageSize=100&pageToken=${encodeURIComponent(token)}`);
      notifications.push(...(page.notifications ?? []));
      token = page.nextPageToken;
      if (!token) break;
    }
    return notifications.filter((each) => each.topic === topic && (!about || Object.values(each).includes(about))).length;
  }

  // That something is nobody's to see: a problem with this status, and with this reason where one is given.
  async refused(status, method, path, body, reason) {
    const problem = await this.call(method, path, body).then(
      (answer) => assert.fail(`${method} ${path} was answered with ${JSON.stringify(answer)}`),
      (error) => error,
    );
    assert.equal(problem.status, status, problem.stack);
    if (reason) assert.equal(problem.body.reason, reason);
  }

  // Sends a file by tus in `pieces` parts, each a connection that is given up at its end; `between` are acts of fate after each part.
  async upload(url, bytes, pieces = 3, between = []) {
    const whole = new URL(url, this.stack.web).href;
    const size = Math.ceil(bytes.length / pieces);
    for (let piece = 1; piece <= pieces; piece++) {
      await new Promise((resolve, reject) => {
        let stopped = false;
        const upload = new tus.Upload(bytes, {
          uploadUrl: whole,
          chunkSize: Math.max(64 * 1024, Math.ceil(size / 3)),
          retryDelays: [200, 500, 1000, 1000, 2000, 2000, 3000, 3000, 5000, 5000, 5000],
          headers: { authorization: `Bearer ${this.token}` },
          onError: reject,
          onSuccess: resolve,
          onChunkComplete: (_, accepted) => {
            if (piece < pieces && accepted >= piece * size && !stopped) {
              stopped = true;
              upload.abort().then(resolve, reject);
            }
          },
        });
        upload.start();
      });
      await between[piece - 1]?.();
    }
  }

  // Waits until the video is no longer being made playable.
  async settled(videoId, patience = 120_000) {
    const give_up = Date.now() + patience;
    for (;;) {
      const video = await this.get(`/v1/videos/${videoId}`);
      if (!['STATE_UPLOADING', 'STATE_PROCESSING'].includes(video.state)) return video;
      assert.ok(Date.now() < give_up, `video ${videoId} is still ${video.state}`);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
}

export function linkIn(mail, pattern) {
  const links = [...mail.text.matchAll(/https?:\/\/\S+/g)].map((match) => match[0]).filter((link) => pattern.test(link));
  assert.equal(links.length, 1, `one link in the mail:\n${mail.text}`);
  return links[0];
}

// The secret behind the '#' of a mailed link.
export const tokenIn = (mail, pattern) => linkIn(mail, pattern).split('#')[1];

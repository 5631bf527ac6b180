// Who a hostile user meets, and how what they send is judged.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Person } from './person.mjs';
import { SEED_PARTNER } from './stack.mjs';

// An id that is nobody's.
export const nobody = '01900000-0000-7000-8000-0000000000ff';
export const tusHeaders = { 'tus-resumable': '1.0.0' };
export const patchHeaders = (offset) => ({ ...tusHeaders, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) });

// All that differs from what was wanted, told together at the end of a part.
export class Findings {
  found = [];

  constructor(stack) {
    this.stack = stack;
  }

  async send(who, method, path, { body, headers = {} } = {}) {
    const json = body !== undefined && !(body instanceof Uint8Array) && typeof body !== 'string';
    const response = await fetch(this.stack.web + path, {
      method,
      headers: {
        ...(who?.token ? { authorization: `Bearer ${who.token}` } : {}),
        ...(method === 'POST' && body !== undefined ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      body: json ? JSON.stringify({ requestId: randomUUID(), ...body }) : body,
      signal: AbortSignal.timeout(15_000),
    });
    const text = await response.text();
    return { status: response.status, type: response.headers.get('content-type') ?? '', headers: response.headers, text };
  }

  // `field` is the one the problem must name, `reason` its reason.
  async refused(what, status, { field, reason }, who, method, path, options) {
    let answer;
    try {
      answer = await this.send(who, method, path, options);
    } catch (error) {
      this.found.push(`${what}: no answer (${error.cause?.message ?? error.message})`);
      return;
    }
    const note = (why) => this.found.push(`${what}: ${why}; got ${answer.status} ${answer.text.slice(0, 300)}`);
    if (answer.status !== status) return note(`wanted ${status}`);
    if (method === 'HEAD') return;
    if (answer.type !== 'application/problem+json') return note(`is ${answer.type}`);
    const problem = JSON.parse(answer.text);
    if (!problem.reason) return note('has no reason');
    if (reason && problem.reason !== reason) return note(`wanted reason ${reason}`);
    if (field && !problem.errors?.some((each) => each.field === field)) return note(`does not name ${field}`);
  }

  none() {
    assert.deepEqual(this.found, []);
  }
}

async function person(stack, email) {
  const who = await new Person(stack, email).signIn();
  await who.post('/v1/users/me/consents/KIND_VIDEO_PUBLICATION:give');
  return who;
}

// An open run whose third prompt is closed, two people in it and one outside.
export async function prepare(stack) {
  const operator = await new Person(stack, stack.operatorEmail).signIn();
  const coordinator = new Person(stack, `coordinator-${randomUUID()}@university.example`);
  await operator.post('/v1/roles:grant', { email: coordinator.email, role: 'ROLE_COORDINATOR', partnerId: SEED_PARTNER });
  await coordinator.signIn();
  const { courses } = await coordinator.get('/v1/courses');
  const course = courses.find((each) => each.title === 'Newcomers and Nationalism');
  const ago = (hours) => new Date(Date.now() - hours * 3600_000).toISOString();
  const plan = {
    courseId: course.courseId,
    format: 'FORMAT_ASYNCHRONOUS',
    startTime: ago(48),
    capacity: 50,
    prompts: course.modules.map((module, index) => ({
      moduleId: module.moduleId,
      text: `Question ${index + 1}?`,
      openTime: ago(48),
      ...(index === 2 ? { closeTime: ago(1) } : {}),
    })),
  };
  const run = await coordinator.post('/v1/runs', { run: plan, open: true });
  const [mallory, victim, outsider] = await Promise.all(
    ['mallory', 'victim', 'outsider'].map((name) => person(stack, `${name}-${randomUUID()}@student.example`)),
  );
  for (const member of [mallory, victim]) await member.post(`/v1/runs/${run.runId}/enrolments`);
  const { prompts } = await mallory.get(`/v1/runs/${run.runId}/prompts`);
  // Its time has come, and catalog begins it by itself: that must not look like something that the hostile user did.
  await stack.eventually('the run has begun', async () => (await coordinator.get(`/v1/runs/${run.runId}`)).state === 'STATE_RUNNING');
  return { operator, coordinator, course, plan, run, prompts, mallory, victim, outsider };
}

// What the hostile user could have changed.
export async function seen({ mallory, victim, run, prompts }) {
  const state = {};
  for (const who of [mallory, victim]) {
    for (const path of ['/v1/users/me', '/v1/users/me/consents', '/v1/users/me/enrolments', `/v1/runs/${run.runId}/videos:mine`]) {
      state[who.email + path] = await who.get(path);
    }
  }
  state.feed = await victim.get(`/v1/groups/${prompts[0].groupId}/videos`);
  state.runs = await victim.get('/v1/courses/-/runs');
  return state;
}

// Every rpc of every contract, one by one: whom it lets in, and what it answers to what is missing, oversized, malformed, somebody else's, stale, repeated or
// out of its state; its pages, and its errors by HTTP. Whoever adds an rpc adds its cases to enumeration/cases; without them this fails.
// PARLEY_RPCS: a regular expression of the names of those to look at alone.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { ApiDocument } from './api_document.mjs';
import { accessIsKept, edgeAgrees, strangersAreUnheard } from './enumeration/access.mjs';
import { callersOf } from './enumeration/callers.mjs';
import { cases } from './enumeration/cases/index.mjs';
import * as checks from './enumeration/checks.mjs';
import { isOpen, methodOf, methods } from './enumeration/contracts.mjs';
import { AREAS, House } from './enumeration/house.mjs';
import { pagesAreWhole } from './enumeration/pages.mjs';
import { goodIsAsDescribed, problemsSayTheSame } from './enumeration/problems.mjs';
import { Later, None, lacks } from './enumeration/table.mjs';
import { World } from './enumeration/world.mjs';
import { Stack } from './stack.mjs';

const LANES = 8;
const MOST_TOLD = 60;
const WEEKS = 9; // all runs are over by then
const chosen = methods.filter((method) => cases[method.name] && new RegExp(process.env.PARLEY_RPCS ?? '').test(method.name));

// Does the same to each of many, a few at a time.
async function each(many, act) {
  const waiting = [...many];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await act(next);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

test('every rpc has its cases, and every case its rpc', () => {
  assert.ok(methods.length > 100, `${methods.length} methods`);
  const unknown = Object.keys(cases).filter((name) => !methodOf(name)).map((name) => `there is no ${name}`);
  assert.deepEqual([...methods.flatMap((method) => lacks(method, cases[method.name])), ...unknown], []);
});

test('every rpc says who may call it', () => {
  const isSilent = ({ access: { public: isPublic, signedIn, ...lists } }) => !isPublic && !signedIn && Object.values(lists).flat().length === 0;
  assert.deepEqual(methods.filter(isSilent).map((method) => method.name), []);
});

let stack;
let house;
let world;
let callers;
let subjects;

// Does all this to every rpc, one after the other, and tells what was at fault.
async function findsNone(...acts) {
  for (const act of acts) await each(subjects, act);
  const faults = subjects.flatMap((subject) => subject.faults.splice(0)).sort();
  assert.equal(faults.length, 0, `${faults.length} faults, of which the first are\n${faults.slice(0, MOST_TOLD).join('\n')}`);
}

// The world, and in it the good request of every rpc.
async function prepare() {
  world = await World.prepare(stack, house);
  callers = callersOf(world);
  subjects = chosen.map((method) => new checks.Subject(house, callers, world, method, cases[method.name]));
  await each(subjects, (subject) => subject.prepare());
}

// One method of each service that asks for a token.
const asksForToken = (method) => isOpen(method) && (method.access.signedIn || method.access.roles.length > 0);
const doors = AREAS.map((area) => methods.find((method) => method.area === area && asksForToken(method)));

// Every service has heard whose tokens are good no more.
async function everybodyKnowsTheStale() {
  for (const door of doors) {
    for (const name of ['dismissed', 'revokedClient']) {
      await stack.eventually(`${door.name} refuses ${name}`, async () => (await house.call(door, {}, { token: callers[name].token })).reason === 'TOKEN_STALE', 10_000);
    }
  }
}

// What all reads of the enumeration answer, once nothing is on its way any more.
async function seen() {
  const reads = subjects.filter(({ method, cases: { volatile } }) => !method.mutates && !volatile);
  const look = async () => {
    const answers = {};
    await each(reads, async (subject) => (answers[subject.method.name] = await subject.ask(subject.good)));
    return answers;
  };
  let last = await look();
  await stack.eventually('everything is still', async () => {
    const now = await look();
    const isStill = isDeepStrictEqual(now, last);
    last = now;
    return isStill;
  });
  return last;
}

describe('in a whole system', () => {
  before(async () => {
    stack = await Stack.up();
    house = new House(stack);
    await stack.walk(prepare);
  });
  after(async () => {
    house?.close();
    await stack?.down();
  });

  test('each rpc lets in whom its access names and nobody else, in the house and at the edge', () => stack.walk(async () => {
    await everybodyKnowsTheStale();
    await findsNone(async ({ method, faults }) => faults.push(...(await accessIsKept(house, callers, method)), ...(await edgeAgrees(house, callers, method))));
  }));

  test('who has no certificate of the house is not heard, and what no contract names is not there', () => stack.walk(async () => {
    await strangersAreUnheard(house, stack.scratch, doors, callers.operator.token);
    for (const door of doors) {
      const service = door.path.slice(0, door.path.lastIndexOf('/'));
      for (const path of [`${service}/NoSuchMethod`, `${service}s/List`, '/parley.hidden.v1.HiddenService/Do']) {
        for (const name of Object.keys(callers)) {
          for (const host of [door.area, 'edge']) {
            const answer = await house.call({ ...door, path }, Buffer.alloc(0), { host, token: callers[name].token });
            assert.equal(answer.code, 'UNIMPLEMENTED', `${path} of ${host} by ${name}: ${checks.told(answer)}`);
          }
        }
      }
    }
  }));

  test('what is oversized, malformed, unknown or out of range is refused with the reason why, and changes nothing', () => stack.walk(async () => {
    const before = await seen();
    let now;
    const isAsBefore = async (subject) => {
      now ??= seen();
      const { name } = subject.method;
      const answer = (await now)[name];
      if (isDeepStrictEqual(answer, before[name])) return;
      subject.fault('after all that, it answers something else than before', { ...answer, message: JSON.stringify(answer.json) });
    };
    await findsNone(checks.spoiltIsRefused, checks.sizeIsBounded, isAsBefore);
  }));

  test('what is refused is refused by HTTP in the same words', () => stack.walk(() => findsNone(problemsSayTheSame)));

  test("what is missing is asked for, and what is somebody else's or of nothing is not there", () =>
    stack.walk(() => findsNone(checks.missingIsNoticed, checks.foreignIsNotThere, checks.staleIsRefused)));

  test('a list is walked without a gap or a repeat, by page tokens of its own', () => stack.walk(() => findsNone(async (subject) => {
    if (subject.cases.pages) await pagesAreWhole(subject);
  })));

  test('the good request works once, however often it is sent, by HTTP as described, and afterwards is out of its state', () => stack.walk(async () => {
    const document = await ApiDocument.of(stack);
    // What is read may be out of reach once all that changes things has been done.
    const worksAsDescribed = async (subject) => {
      if (!subject.method.mutates) await goodIsAsDescribed(subject, document);
      await checks.goodWorksOnce(subject);
      if (subject.method.mutates) await goodIsAsDescribed(subject, document);
    };
    const isOutOfState = async (subject) => {
      for (const [reason, state] of Object.entries(subject.cases.outOfState ?? {})) {
        if (state instanceof Later || state instanceof None) continue;
        await checks.stateForbids(subject, reason, await state(world, subject.json));
      }
    };
    await findsNone(worksAsDescribed, checks.programsMayToo, isOutOfState);
  }));

  test('what was answered is so, and is answered again, after every service was killed', () => stack.walk(async () => {
    const before = await seen();
    await findsNone(checks.remember);
    await Promise.all(AREAS.map((area) => stack.kill(area)));
    await stack.ready();
    house.close();
    await everybodyKnowsTheStale();
    await findsNone(checks.remember);
    assert.deepEqual(await seen(), before);
  }));

  test('fields that are not read may hold anything', () => stack.walk(() => findsNone(checks.freeDoesNotHurt)));

  test('what time has passed over is out of its state', () => stack.walk(async () => {
    const states = subjects
      .flatMap((subject) => Object.entries(subject.cases.outOfState ?? {}).map(([reason, state]) => ({ subject, reason, state })))
      .filter(({ state }) => state instanceof Later);
    await each(states, async (one) => (one.prepared = await one.state.prepare(world)));
    await stack.pass({ days: 7 * WEEKS });
    await world.returnAll();
    Object.assign(callers, callersOf(world));
    await stack.eventually('its runs are over', async () => (await world.coordinator.get(`/v1/runs/${world.meetingRun.runId}`)).state === 'STATE_FINISHED');
    await each(states, ({ subject, reason, prepared }) => checks.stateForbids(subject, reason, prepared));
    await findsNone(() => {});
  }));
});

// What is taken away is refused everywhere within 5 s of the answer that says so: consents, roles, sessions, API clients, places in a run (left, or suspended); and just so
// while Redis is away, or hangs.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { Ask, Edge, listen } from './acceptance.mjs';
import { call, Person } from './person.mjs';
import { appointCoordinator, findCourse, inviteFacilitator, minutesAgo } from './run_setup.mjs';
import { bytesOf, phoneClip } from './samples.mjs';
import { Stack, SEED_PARTNER } from './stack.mjs';

const PROMISE = 5_000;
const OTHER_PARTNER = '01900000-0000-7000-8000-00000000beef';
const CONSENT = '/v1/users/me/consents/KIND_VIDEO_PUBLICATION';

let stack;
before(async () => {
  process.env.PARLEY_LIMIT_USER = 'off'; // everything is asked for at once, again and again
  stack = await Stack.up();
});
after(() => stack?.down());

// An asynchronous run that has begun, with a video of its author's in it that a peer sees.
async function openRun(coordinator) {
  const course = await findCourse(coordinator, 'Newcomers and Nationalism');
  const prompts = course.modules.map((module) => ({ moduleId: module.moduleId, text: `What is “${module.title}”?`, openTime: minutesAgo(1) }));
  const run = await coordinator.post('/v1/runs', {
    run: { courseId: course.courseId, format: 'FORMAT_ASYNCHRONOUS', startTime: minutesAgo(1), capacity: 50, prompts },
    open: true,
  });
  const [author, peer] = await Promise.all([participant('author', run), participant('peer', run)]);
  const [{ promptId, groupId }] = (await author.get(`/v1/runs/${run.runId}/prompts`)).prompts;
  const clip = bytesOf(phoneClip(stack.scratch));
  const { videoId, upload } = await author.post('/v1/videos', { promptId, sizeBytes: String(clip.length), mediaType: 'video/mp4' });
  await author.upload(upload.url, clip, 1);
  const { state, playback } = await author.settled(videoId);
  assert.equal(state, 'STATE_PUBLISHED');
  return { ...run, groupId, videoId, mp4Url: playback.mp4Url, author, peer };
}

async function participant(name, { runId }) {
  const person = await new Person(stack, `${name}@student.example`).signIn();
  await person.post(`${CONSENT}:give`);
  person.enrolmentId = (await person.post(`/v1/runs/${runId}/enrolments`)).enrolmentId;
  return person;
}

// Somebody who coordinates the run's partner and another, which stays.
async function coordinatorOfTwo(operator, email) {
  for (const partnerId of [SEED_PARTNER, OTHER_PARTNER]) await operator.post('/v1/roles:grant', { email, role: 'ROLE_COORDINATOR', partnerId });
  return new Person(stack, email).signIn();
}

async function apiClient(coordinator, name) {
  const { apiClient: client, clientSecret } = await coordinator.post('/v1/apiClients', { partnerId: SEED_PARTNER, name, scopes: ['runs.write', 'rosters.write'] });
  const { accessToken } = await call(stack.web, 'POST', '/v1/apiTokens', { body: { clientId: client.apiClientId, clientSecret }, bare: true });
  return { ...client, token: accessToken };
}

// All who lose something in one round.
async function gather(name, { operator, chief, run }) {
  const [coordinator, signedOut, facilitator, leaver, suspended, client] = await Promise.all([
    coordinatorOfTwo(operator, `coordinator-${name}@university.example`),
    coordinatorOfTwo(operator, `signed-out-${name}@university.example`),
    inviteFacilitator(chief, `facilitator-${name}@university.example`),
    participant(`leaver-${name}`, run),
    participant(`suspended-${name}`, run),
    apiClient(chief, name),
  ]);
  await chief.post(`/v1/runs/${run.runId}/facilitators`, { userId: facilitator.userId });
  await stack.eventually('the facilitator leads the run', () => facilitator.get(`/v1/groups/${run.groupId}/videos`).then(() => true, () => false));
  return { coordinator, signedOut, facilitator, leaver, suspended, client };
}

const hasItems = ({ queueItems = [] }) => queueItems.length > 0;

// Each: what is taken away, what is asked for until it is refused, and what else must have ended.
function losses({ coordinator, signedOut, facilitator, leaver, suspended, client }, { operator, chief, run, edge }) {
  const { runId, groupId, videoId, author, peer } = run;
  const runs = `/v1/partners/${SEED_PARTNER}/runs`;
  const feed = `/v1/groups/${groupId}/videos`;
  const revoke = ({ email }, role) => () => operator.post('/v1/roles:revoke', { email, role, partnerId: SEED_PARTNER });
  const everywhere = (who) => [
    ['identity', '/v1/users/me'],
    ['partners', `/v1/partners/${SEED_PARTNER}`],
    ['catalog', '/v1/users/me/enrolments'],
    ['scheduling', '/v1/users/me/groups'],
    ['exchange', feed],
    ['moderation', '/v1/users/me/reports'],
    ['notifications', '/v1/users/me/notifications'],
  ].map(([service, path]) => Ask.byToken(service, who, path));
  return [
    {
      what: 'a consent is withdrawn',
      take: () => author.post(`${CONSENT}:withdraw`),
      asks: [
        Ask.byApp('exchange: the video', peer, `/v1/videos/${videoId}`),
        new Ask('exchange: the video in its feed', async () => (await peer.get(feed)).videos?.some((video) => video.videoId === videoId) ?? false),
        Ask.byApp('gateway: its file', peer, run.mp4Url),
      ],
    },
    {
      what: 'a coordinator’s role is revoked, another partner’s stays',
      take: revoke(coordinator, 'ROLE_COORDINATOR'),
      asks: [
        Ask.byApp('identity: API clients', coordinator, `/v1/apiClients?partnerId=${SEED_PARTNER}`),
        Ask.byApp('partners: the partner', coordinator, `/v1/partners/${SEED_PARTNER}`),
        Ask.byApp('catalog: its runs', coordinator, runs),
        Ask.byApp('scheduling: a run’s facilitators', coordinator, `/v1/runs/${runId}/facilitators`),
        Ask.byApp('exchange: a run’s videos', coordinator, feed),
        Ask.byApp('moderation: a run’s queue', coordinator, `/v1/queueItems?runId=${runId}`, hasItems),
        ...everywhere(coordinator),
      ],
      streams: [coordinator],
    },
    {
      what: 'a facilitator’s role is revoked',
      take: revoke(facilitator, 'ROLE_FACILITATOR'),
      asks: [
        Ask.byApp('exchange: a run’s videos', facilitator, feed),
        Ask.byApp('moderation: the queue', facilitator, `/v1/queueItems?runId=${runId}`, hasItems),
        Ask.byToken('scheduling', facilitator, '/v1/users/me/groups'),
      ],
      streams: [facilitator],
    },
    {
      what: 'a session is ended',
      take: () => signedOut.post('/v1/sessions:end'),
      asks: [...everywhere(signedOut), edge.ask('gRPC edge', 'identity', 'GetMe', {}, signedOut.token)],
      streams: [signedOut],
    },
    {
      what: 'an API client is revoked',
      take: () => chief.post(`/v1/apiClients/${client.apiClientId}:revoke`),
      asks: [
        Ask.byToken('catalog', { stack, token: client.token }, runs),
        edge.ask('gRPC edge', 'catalog', 'ListPartnerRuns', { partnerId: SEED_PARTNER }, client.token),
      ],
      roster: client.token,
    },
    {
      what: 'a participant leaves the run',
      take: () => leaver.post(`/v1/enrolments/${leaver.enrolmentId}:withdraw`),
      asks: [
        Ask.byApp('exchange: the run’s videos', leaver, feed),
        Ask.byApp('scheduling: a place in the run', leaver, `/v1/runs/${runId}/placements/me`),
      ],
    },
    {
      what: 'a participant is suspended',
      take: () => chief.post(`/v1/enrolments/${suspended.enrolmentId}:suspend`),
      asks: [
        Ask.byApp('exchange: the run’s videos', suspended, feed),
        Ask.byApp('exchange: the run’s prompts', suspended, `/v1/runs/${runId}/prompts`),
      ],
    },
  ];
}

// How long each is still accepted, in milliseconds; all are asked for before, and at the same time afterwards.
async function measure({ what, take, asks, streams = [], roster }, { run, edge }) {
  for (const ask of asks) await ask.wasHad();
  const listeners = await Promise.all(streams.map(listen));
  const sending = roster && edge.beginRoster(run.runId, roster);
  await take();
  const since = Date.now();
  const times = asks.map((ask) => ask.lastHad(since).then((time) => [ask.what, time]));
  times.push(...listeners.map(({ ended }) => ended.then((time) => ['gateway: live events', time - since])));
  const measured = await Promise.all(times);
  if (sending) assert.equal(await sending.finish(), false, 'a roster that was begun before is not taken afterwards');
  return measured.map(([where, time]) => ({ what, where, time }));
}

// Whatever happens to Redis, and how it is undone.
const ROUNDS = {
  'Redis at work': { begin: async () => {}, end: async () => {} },
  'Redis away': { begin: () => stack.supervisor('stop', 'redis'), end: () => stack.supervisor('start', 'redis') },
  'Redis hanging': {
    begin: async () => process.kill(await stack.pid('redis'), 'SIGSTOP'),
    end: async () => process.kill(await stack.pid('redis'), 'SIGCONT'),
  },
};

test('what is taken away is refused everywhere within 5 s, whatever Redis does', () => stack.walk(async () => {
  const { operator, coordinator: chief } = await appointCoordinator(stack);
  const run = await openRun(chief);
  const edge = new Edge(stack);
  const scene = { operator, chief, run, edge };
  const late = [];
  try {
    const people = {};
    for (const name of Object.keys(ROUNDS)) people[name] = await gather(name.replaceAll(' ', '-').toLowerCase(), scene);
    for (const [name, { begin, end }] of Object.entries(ROUNDS)) {
      await begin();
      try {
        const measured = (await Promise.all(losses(people[name], scene).map((loss) => measure(loss, scene)))).flat();
        for (const { what, where, time } of measured) console.log(`${name}: ${what}: ${where}: ${time} ms`);
        late.push(...measured.filter(({ time }) => time > PROMISE));
      } finally {
        await end();
      }
      await run.author.post(`${CONSENT}:give`);
      await stack.eventually('the video is seen again', () => run.peer.get(`/v1/videos/${run.videoId}`).then(() => true, () => false));
    }
  } finally {
    edge.close();
  }
  assert.deepEqual(late, []);
}));

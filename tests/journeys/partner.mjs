// A partner's program in Node: it has the published protos, an address, a certificate to trust and an API client, and nothing of ours.
//
// node partner.mjs ADDRESS CA_FILE PROTO_FOLDER GOOGLEAPIS_FOLDER COMMAND, the API client in PARTNER_CLIENT_ID and PARTNER_CLIENT_SECRET. Reads what the
// command needs as JSON from stdin and prints what came of it as JSON: create, invite, follow, cancel or trespass.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';

const [address, ca, protos, googleapis, command] = process.argv.slice(2);
const PATIENCE = 60_000;
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const contract = grpc.loadPackageDefinition(
  protoLoader.loadSync(['parley/catalog/v1/catalog_service.proto', 'parley/identity/v1/identity_service.proto'], {
    includeDirs: [protos, googleapis],
    longs: String,
    enums: String,
    arrays: true,
    oneofs: true,
  }),
).parley;
const credentials = grpc.credentials.createSsl(readFileSync(ca));
const options = { 'grpc.enable_http_proxy': 0 };
const catalog = new contract.catalog.v1.CatalogService(address, credentials, options);
const identity = new contract.identity.v1.IdentityService(address, credentials, options);
const metadata = new grpc.Metadata();

// Calls, and calls again while the service is away or busy: a request that has an id happens once however often it is sent.
async function patiently(call) {
  const giveUp = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await new Promise((resolve, reject) => call((error, answer) => (error ? reject(error) : resolve(answer))));
    } catch (error) {
      if (![grpc.status.UNAVAILABLE, grpc.status.RESOURCE_EXHAUSTED].includes(error.code) || Date.now() > giveUp) throw error;
      await pause(300);
    }
  }
}

const deadline = (seconds) => ({ deadline: Date.now() + seconds * 1000 });
const call = (method, request) => patiently((done) => catalog[method](request, metadata, deadline(20), done));
const stream = (method, requests) =>
  patiently((done) => {
    const sending = catalog[method](metadata, deadline(30), done);
    for (const request of requests) sending.write(request);
    sending.end();
  });

const runOf = ({ courseId, format, capacity, startTime }) => ({
  courseId,
  format,
  capacity,
  timeZone: 'Africa/Tunis',
  startTime: { seconds: Math.floor(Date.parse(startTime) / 1000), nanos: 0 },
});

const rosterOf = ({ runId, requestId, rows }) =>
  rows.map(({ line, email, name, country }, index) => ({
    ...(index === 0 ? { runId, requestId, rowCount: rows.length } : {}),
    row: { line, email, displayName: name, country },
  }));

const commands = {
  async create(wish) {
    const modules = ['Ports', 'Rivers', 'Floods'].map((title, index) => ({ title, week: index + 1, promptText: 'What do you see from your window?' }));
    const { courseId } = await call('CreateCourse', {
      course: { title: wish.title, summary: 'Ports and rivers.', languages: ['en', 'fr'], subjectTags: ['cities'], modules },
      requestId: randomUUID(),
    });
    const request = { run: runOf({ ...wish, courseId }), requestId: randomUUID() };
    const draft = await call('CreateRun', request);
    const again = await call('CreateRun', request);
    const run = await call('OpenRun', { runId: draft.runId, etag: draft.etag, requestId: randomUUID() });
    const { partnerId, runId, state, prompts, meetings } = run;
    return { courseId, partnerId, runId, repeatedRunId: again.runId, state, prompts: prompts.length, meetings: meetings.length };
  },

  async invite(wish) {
    const { invitedCount = 0, unchangedCount = 0, problems } = await stream('ImportRoster', rosterOf(wish));
    return { invited: invitedCount, unchanged: unchangedCount, problems: problems.map(({ line, reason }) => [line, reason]) };
  },

  // Goes on after a position, in small pages, until there are `count` more events.
  async follow({ partnerId, position, epoch, count }) {
    const events = [];
    const giveUp = Date.now() + PATIENCE;
    for (;;) {
      const page = await call('ListPartnerEvents', { partnerId, afterPosition: position, epoch, pageSize: 2 });
      for (const event of page.events) {
        const about = event[event.event];
        const kind = event.event.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
        events.push({
          position: Number(event.position),
          kind: kind === 'enrolment_changed' ? `${kind} ${about.state}` : kind,
          runId: about.runId ?? about.run.runId,
        });
      }
      ({ nextPosition: position, epoch } = page);
      if (page.events.length === 0 && (events.length >= count || Date.now() > giveUp)) return { events, position, epoch };
      if (page.events.length === 0) await pause(200);
    }
  },

  async cancel({ runId }) {
    return { state: (await call('CancelRun', { runId, requestId: randomUUID() })).state };
  },

  // Tries what is another partner's; answers how each call ended.
  async trespass(wish) {
    const { partnerId, runId } = wish;
    const requestId = randomUUID();
    const course = { title: 'Not ours', languages: ['en'], partnerId, modules: [{ title: 'One', week: 1, promptText: 'Why?' }] };
    const calls = {
      CreateCourse: () => call('CreateCourse', { course, requestId }),
      CreateRun: () => call('CreateRun', { run: runOf(wish), requestId }),
      OpenRun: () => call('OpenRun', { runId, requestId }),
      CancelRun: () => call('CancelRun', { runId, requestId }),
      ListPartnerRuns: () => call('ListPartnerRuns', { partnerId }),
      ListPartnerEvents: () => call('ListPartnerEvents', { partnerId }),
      ImportRoster: () => stream('ImportRoster', rosterOf(wish)),
    };
    const ends = {};
    for (const [name, attempt] of Object.entries(calls)) {
      ends[name] = await attempt().then(() => 'OK', (error) => grpc.status[error.code]);
    }
    return ends;
  },
};

async function main() {
  const wish = JSON.parse(await text(process.stdin));
  const client = { clientId: process.env.PARTNER_CLIENT_ID, clientSecret: process.env.PARTNER_CLIENT_SECRET };
  const { accessToken } = await patiently((done) => identity.CreateApiToken(client, deadline(20), done));
  metadata.set('authorization', `Bearer ${accessToken}`);
  return commands[command](wish);
}

console.log(JSON.stringify(await main().catch((error) => {
  if (error.code === undefined || grpc.status[error.code] === undefined) throw error;
  return { error: grpc.status[error.code], message: error.details };
})));
catalog.close();
identity.close();

// Where it all happens: a run that everybody takes part in, runs with fewer seats than people who want one, and one of small groups that meet; and
// everybody, signed in.
import { openGate } from '../journeys/gate.mjs';
import { Person } from '../journeys/person.mjs';
import { adopt, findCourse, inDays, makePlan, minutesAgo } from '../journeys/run_setup.mjs';
import { bytesOf, phoneClip } from '../journeys/samples.mjs';
import { SEED_PARTNER } from '../journeys/stack.mjs';
import { User } from './user.mjs';

const ROLES = { facilitator: 'ROLE_FACILITATOR', coordinator: 'ROLE_COORDINATOR' };
const LOCALES = ['en', 'fr', 'ar', 'es'];
// Of two regions, and awake at the same hours.
const HOMES = [{ country: 'DE', timeZone: 'Europe/Berlin' }, { country: 'TN', timeZone: 'Africa/Tunis' }];
const DAYTIME = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute: 9 * 60, endMinute: 21 * 60 }));

// One of a kind that users/ describes, on a line of their own.
async function makeUser(chaos, kind, { act, counts }, number) {
  const { stack, ledger, surprises, random } = chaos;
  const gate = await openGate(stack.web);
  const email = `${kind}-${number}@people.example`;
  const about = { locale: LOCALES[number % LOCALES.length], timeZone: HOMES[number % HOMES.length].timeZone };
  return Object.assign(new User({ stack, gate, ledger, surprises, random: random.branch(email), email, act, about, counts }), { kind });
}

async function makeUsers(chaos, kinds) {
  const users = [];
  for (const [kind, module] of Object.entries(kinds)) {
    for (let number = 1; number <= module.count; number++) users.push(await makeUser(chaos, kind, module, number));
  }
  return users;
}

async function openRun(coordinator, course, more) {
  const run = { courseId: course.courseId, format: 'FORMAT_ASYNCHRONOUS', startTime: minutesAgo(60), endTime: inDays(700), videoLimits: { minDuration: '1s' }, ...more };
  run.prompts = course.modules.map(({ moduleId }, index) => ({ moduleId, text: `Question ${index + 1}?`, openTime: minutesAgo(60) }));
  return coordinator.post('/v1/runs', { run, open: true });
}

async function joinAll(chaos, run, students) {
  for (const student of students) {
    const { enrolmentId, state } = await student.post(`/v1/runs/${run.runId}/enrolments`);
    chaos.ledger.enrolled({ enrolmentId, runId: run.runId, userId: student.userId, state });
  }
}

// A run whose people meet in small groups, as a plan placed them: who leaves gives up a seat in a group, and who comes back is given one.
async function openCircle(chaos, coordinator, { students, facilitators }) {
  const course = await findCourse(coordinator, 'Introduction to Dialogue Facilitation');
  const run = await coordinator.post('/v1/runs', {
    run: { courseId: course.courseId, title: 'Circles', format: 'FORMAT_SYNCHRONOUS', startTime: inDays(60), capacity: 30, groupSize: { minPresent: 2, maxPresent: 2 } },
    open: true,
  });
  chaos.ledger.runs.set(run.runId, { runId: run.runId, title: run.title });
  await appoint(chaos, coordinator, run, facilitators);
  await joinAll(chaos, run, students);
  await adopt(coordinator, await makePlan(coordinator, run.runId));
  return run;
}

// One more of small groups, so that everything there is of groups has somebody in it: the first may be empty by now.
export async function gather(chaos) {
  const of = (kind) => chaos.users.filter((user) => user.kind === kind);
  await openCircle(chaos, of('coordinator')[0], { students: of('student'), facilitators: of('facilitator') });
}

async function appoint({ ledger }, coordinator, { runId }, facilitators) {
  for (const { userId } of facilitators) {
    await coordinator.post(`/v1/runs/${runId}/facilitators`, { userId });
    ledger.facilitators.set(`${runId} ${userId}`, true);
  }
}

async function introduceAll(chaos, students, facilitators) {
  for (const [number, user] of [...students, ...facilitators].entries()) {
    await user.introduce({ country: HOMES[number % HOMES.length].country, languages: ['en'] });
    await user.setAvailability(DAYTIME);
  }
  for (const student of students) {
    await student.post('/v1/users/me/consents/KIND_VIDEO_PUBLICATION:give');
    chaos.ledger.consents.set(student.userId, true);
  }
}

export async function prepare(chaos, kinds) {
  const { stack, ledger } = chaos;
  const operator = await new Person(stack, stack.operatorEmail).signIn();
  const users = await makeUsers(chaos, kinds);
  const of = (kind) => users.filter((user) => user.kind === kind);
  const grant = (email, role) => operator.post('/v1/roles:grant', { email, role, partnerId: SEED_PARTNER });
  for (const user of users.filter(({ kind }) => ROLES[kind])) await grant(user.email, ROLES[user.kind]);
  const substitute = new Person(stack, 'substitute@people.example');
  await grant(substitute.email, 'ROLE_FACILITATOR');
  await Promise.all([...users, substitute].map((user) => user.signIn()));

  const [coordinator] = of('coordinator');
  const course = await findCourse(coordinator, 'Newcomers and Nationalism');
  const run = await openRun(coordinator, course, { title: 'Everybody', capacity: 100_000 });
  const scarce = [];
  for (const capacity of [1, 2, 3]) scarce.push(await openRun(coordinator, course, { title: `For ${capacity}`, capacity }));
  for (const each of [run, ...scarce]) ledger.runs.set(each.runId, { runId: each.runId, title: each.title });
  const [students, facilitators] = [of('student'), of('facilitator')];
  await appoint(chaos, coordinator, run, facilitators);
  await introduceAll(chaos, students, facilitators);
  await joinAll(chaos, run, students);
  scarce.push(await openCircle(chaos, coordinator, { students, facilitators }));
  const { prompts } = await students[0].get(`/v1/runs/${run.runId}/prompts`);
  const clip = bytesOf(phoneClip(stack.scratch, { seconds: 2, size: '160x120' }));
  const place = { operator, run, prompts, scarce, students, substitute };
  for (const user of users) Object.assign(user, { place, clip });
  return { users, place };
}

// Plans: opens runs, says who facilitates them, writes to people.
import { minutesAgo } from '../../journeys/run_setup.mjs';
import { changeName } from '../profile.mjs';

export const count = 1;

export const act = async (user) => (await user.random.weighed([[1, openRun], [3, changeFacilitator], [2, nudge], [2, changeName]])(user)) ?? changeName(user);

async function openRun(user) {
  const title = `Run ${user.random.between(1, 1_000_000)}`;
  const run = { courseId: user.place.run.courseId, title, format: 'FORMAT_ASYNCHRONOUS', startTime: minutesAgo(60), capacity: 2 };
  const { runId } = await user.post('/v1/runs', { run, open: true });
  user.ledger.runs.set(runId, { runId, title });
  return 'run opened';
}

// Somebody who moderates nothing else.
async function changeFacilitator(user) {
  const { ledger, place, random } = user;
  const { runId } = random.pick(place.scarce);
  const userId = place.substitute.userId;
  const is = !ledger.facilitators.get(`${runId} ${userId}`);
  if (is) await user.post(`/v1/runs/${runId}/facilitators`, { userId });
  else await user.post(`/v1/runs/${runId}/facilitators/${userId}:remove`);
  ledger.facilitators.set(`${runId} ${userId}`, is);
  return is ? 'facilitator added' : 'facilitator removed';
}

// At most once a day and person.
async function nudge(user) {
  const { ledger, place, random } = user;
  const { userId } = random.pick(place.students);
  const text = `We would love to hear from you (${random.between(1, 1_000_000)}).`;
  const sent = await user.post(`/v1/runs/${place.run.runId}/participants/${userId}:nudge`, { text }, { lawful: ['NUDGED_TODAY'] });
  if (!sent) return undefined;
  ledger.nudges.set(sent.nudgeId, { nudgeId: sent.nudgeId, userId, text });
  return 'participant nudged';
}

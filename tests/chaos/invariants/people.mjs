// People are called what they said last, have agreed to what they said last, and the runs and facilitators there are are those that a coordinator was told of.
import { once, same } from '../comparing.mjs';

async function asTheySaid({ database, ledger }) {
  const rows = await database.rows(`SELECT u.user_id, u.display_name, c.state AS consent FROM identity.users u
    LEFT JOIN identity.consents c ON c.user_id = u.user_id AND c.kind = 1`);
  const wrong = [];
  for (const row of rows) {
    if (ledger.names.has(row.user_id)) wrong.push(...same(`name of ${row.user_id}`, row.display_name, ledger.names.get(row.user_id)));
    if (ledger.consents.has(row.user_id)) wrong.push(...same(`consent of ${row.user_id}`, row.consent, ledger.consents.get(row.user_id) ? 2 : 3));
  }
  return wrong;
}

async function asPlanned({ database, ledger, users }) {
  const [coordinator] = users.filter((user) => user.kind === 'coordinator');
  const runs = await database.rows('SELECT run_id, title FROM catalog.runs');
  const wrong = once('a run', runs.map((row) => row.run_id), [...ledger.runs.keys()]);
  for (const row of runs) wrong.push(...same(`title of run ${row.run_id}`, row.title, ledger.runs.get(row.run_id)?.title));
  const listed = await coordinator.list(`/v1/partners/${coordinator.place.run.partnerId}/runs`, 'runs');
  wrong.push(...once("in the partner's list a run", listed.map((run) => run.runId), [...ledger.runs.keys()]));
  const facilitators = await database.rows('SELECT run_id, user_id FROM scheduling.run_facilitators');
  const told = [...ledger.facilitators].filter(([, is]) => is).map(([who]) => who);
  wrong.push(...once('a facilitator', facilitators.map((row) => `${row.run_id} ${row.user_id}`), told));
  return wrong;
}

export async function check(chaos) {
  return [...(await asTheySaid(chaos)), ...(await asPlanned(chaos))];
}

const SOMEBODY = `(SELECT min(user_id::text)::uuid FROM identity.users WHERE display_name LIKE 'Name %')`;
export const harms = [
  {
    what: 'a name that was said before',
    spoil: `UPDATE identity.users SET display_name = display_name || '!' WHERE user_id = ${SOMEBODY}`,
    mend: `UPDATE identity.users SET display_name = rtrim(display_name, '!')`,
  },
  {
    what: 'a run of another title',
    spoil: `UPDATE catalog.runs SET title = title || '!' WHERE capacity > 1000`,
    mend: `UPDATE catalog.runs SET title = rtrim(title, '!') WHERE capacity > 1000`,
  },
];

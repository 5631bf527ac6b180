// Of N seats N are taken at most; everybody has the place they were told of, once; and nobody waits for a seat that is free.
import { once, same } from '../comparing.mjs';

const WAITLISTED = 3;
const WITHDRAWN = 7;

async function counted(database) {
  const runs = await database.rows(`SELECT r.run_id, r.capacity, r.enrolled_count, r.held_count,
      count(e.*) FILTER (WHERE e.state IN (4, 5)) AS seated, count(e.*) FILTER (WHERE e.state = ${WAITLISTED}) AS waiting
    FROM catalog.runs r LEFT JOIN catalog.enrolments e USING (run_id) GROUP BY r.run_id`);
  return runs.flatMap((run) => [
    ...same(`run ${run.run_id}: seats counted`, run.enrolled_count, run.seated),
    ...(run.seated + run.held_count > run.capacity ? [`run ${run.run_id}: ${run.seated} people in ${run.capacity} seats`] : []),
    ...(run.waiting > 0 && run.seated + run.held_count < run.capacity ? [`run ${run.run_id}: ${run.waiting} wait, though of ${run.capacity} seats ${run.seated} are taken`] : []),
  ]);
}

async function asAcknowledged({ database, ledger }) {
  const rows = await database.rows('SELECT enrolment_id, run_id, user_id, state FROM catalog.enrolments');
  const wrong = once('an enrolment', rows.map((row) => row.enrolment_id), [...ledger.enrolments.keys()]);
  for (const row of rows) {
    const told = ledger.enrolments.get(row.enrolment_id);
    if (!told) continue;
    wrong.push(...same(`enrolment ${row.enrolment_id}: of whom, where`, [row.user_id, row.run_id], [told.userId, told.runId]));
    if ((row.state === WITHDRAWN) !== told.withdrawn) wrong.push(`enrolment ${row.enrolment_id}: state ${row.state}, though it was ${told.withdrawn ? '' : 'not '}withdrawn`);
  }
  return wrong;
}

async function listed({ place, ledger }) {
  const wrong = await Promise.all(place.students.map(async (student) => {
    const mine = await student.list('/v1/users/me/enrolments', 'enrolments');
    const told = [...ledger.enrolments.values()].filter((each) => each.userId === student.userId).map((each) => each.enrolmentId);
    return once(`in ${student.email}'s list an enrolment`, mine.map((each) => each.enrolmentId), told);
  }));
  return wrong.flat();
}

export async function check(chaos) {
  return [...(await counted(chaos.database)), ...(await asAcknowledged(chaos)), ...(await listed(chaos))];
}

const TAKEN = `(SELECT enrolment_id FROM catalog.enrolments WHERE state = 4 ORDER BY enrolment_id LIMIT 1)`;
export const harms = [
  {
    what: 'a seat that was given up, and is still counted',
    spoil: `UPDATE catalog.runs SET enrolled_count = enrolled_count + 1 WHERE capacity > 1000`,
    mend: `UPDATE catalog.runs SET enrolled_count = enrolled_count - 1 WHERE capacity > 1000`,
  },
  {
    what: 'an enrolment that was lost',
    spoil: `CREATE TABLE public.taken AS SELECT * FROM catalog.enrolments WHERE enrolment_id = ${TAKEN}; DELETE FROM catalog.enrolments WHERE enrolment_id = ${TAKEN}`,
    mend: 'INSERT INTO catalog.enrolments SELECT * FROM public.taken; DROP TABLE public.taken',
  },
];

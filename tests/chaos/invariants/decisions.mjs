// Every decision, restoration, report and nudge is there once, with one entry in the audit log, whose chain holds from the first to the last.
import { createHash } from 'node:crypto';
import { once, same } from '../comparing.mjs';

const VERDICTS = { VERDICT_KEEP: 1, VERDICT_HIDE: 2 };
const ACTS = { decided: 3, restored: 4, resolved: 5, nudged: 6 };

async function decided({ database, ledger }) {
  const rows = await database.rows(`SELECT decision_id, queue_item_id, video_id, verdict, statement, decided_by,
    restore_time <> 'infinity' AS restored, restore_reason, restored_by FROM moderation.decisions`);
  const wrong = once('a decision on item', rows.map((row) => row.queue_item_id), [...ledger.decisions.keys()]);
  const restorations = new Map(ledger.restorations.map((each) => [each.decisionId, each]));
  wrong.push(...once('a restoration of decision', ledger.restorations.map((each) => each.decisionId), rows.filter((row) => row.restored).map((row) => row.decision_id)));
  for (const row of rows) {
    const told = ledger.decisions.get(row.queue_item_id);
    if (!told) continue;
    const { videoId, verdict, statement = '', by } = told;
    wrong.push(...same(`decision ${row.decision_id}`, [row.video_id, row.verdict, row.statement, row.decided_by], [videoId, VERDICTS[verdict], statement, by]));
    const back = restorations.get(row.decision_id);
    if (back) wrong.push(...same(`restoration of decision ${row.decision_id}`, [row.restore_reason, row.restored_by], [back.reason, back.by]));
  }
  return { wrong, rows };
}

async function reported({ database, ledger }) {
  const rows = await database.rows('SELECT report_id, state FROM moderation.reports');
  return { wrong: once('a report', rows.map((row) => row.report_id), [...ledger.reports.keys()]), rows };
}

async function nudged({ database, ledger }) {
  const rows = await database.rows('SELECT nudge_id FROM moderation.nudges');
  return once('a nudge', rows.map((row) => row.nudge_id), [...ledger.nudges.keys()]);
}

const HEX = (column) => `encode(${column}, 'hex') AS ${column}`;

const readEntries = (database) => database.rows(`SELECT sequence::text, (extract(epoch FROM create_time) * 1000000)::bigint::text AS micros, act::text,
  actor_id, subject_id, run_id, video_id, user_id, outcome::text, ${HEX('previous_hash')}, ${HEX('hash')} FROM moderation.audit_entries ORDER BY audit_entries.sequence`);

// As services/moderation/domain/audit.cpp makes it.
function hashOf(entry) {
  const fields = [entry.sequence, entry.micros, entry.act, entry.actor_id, entry.subject_id, entry.run_id, entry.video_id, entry.user_id, entry.outcome];
  const text = `parley audit 1\n${fields.map((field) => `${field ?? ''}\n`).join('')}`;
  return createHash('sha256').update(Buffer.from(entry.previous_hash, 'hex')).update(text).digest('hex');
}

async function chained({ database, place }, entries) {
  let before = { sequence: 0, hash: '00'.repeat(32) };
  for (const entry of entries) {
    const follows = Number(entry.sequence) === before.sequence + 1 && entry.previous_hash === before.hash && entry.hash === hashOf(entry);
    if (!follows) return [`the audit chain breaks at entry ${entry.sequence}`];
    before = { sequence: Number(entry.sequence), hash: entry.hash };
  }
  const [head] = await database.rows(`SELECT sequence, ${HEX('hash')} FROM moderation.audit_head`);
  const said = await place.operator.get('/v1/auditEntries:verify');
  return [
    ...same('the end of the audit chain', head, before),
    ...same('what VerifyAuditLog says', [Number(said.entryCount ?? 0), Number(said.firstBrokenSequence ?? 0), said.headHash], [entries.length, 0, before.hash]),
  ];
}

function entered(entries, { decisions, reports, ledger }) {
  const of = (act) => entries.filter((entry) => Number(entry.act) === act).map((entry) => entry.subject_id);
  return [
    ...once('an audit entry of decision', of(ACTS.decided), decisions.map((row) => row.decision_id)),
    ...once('an audit entry of a restored decision', of(ACTS.restored), decisions.filter((row) => row.restored).map((row) => row.decision_id)),
    ...once('an audit entry of a resolved report', of(ACTS.resolved), reports.filter((row) => row.state !== 1).map((row) => row.report_id)),
    ...once('an audit entry of nudge', of(ACTS.nudged), [...ledger.nudges.keys()]),
  ];
}

// Authors read of what was hidden.
async function toldTheAuthors({ place, ledger }, decisions) {
  const wrong = await Promise.all(place.students.map(async (student) => {
    const mine = await student.list('/v1/users/me/videoDecisions', 'decisions');
    const about = decisions.filter((row) => row.verdict === VERDICTS.VERDICT_HIDE && ledger.videos.get(row.video_id)?.authorId === student.userId);
    return once(`in ${student.email}'s list a decision`, mine.map((each) => each.decisionId), about.map((row) => row.decision_id));
  }));
  return wrong.flat();
}

export async function check(chaos) {
  const [decisions, reports, entries] = [await decided(chaos), await reported(chaos), await readEntries(chaos.database)];
  return [
    ...decisions.wrong, ...reports.wrong, ...(await nudged(chaos)), ...(await chained(chaos, entries)),
    ...entered(entries, { decisions: decisions.rows, reports: reports.rows, ledger: chaos.ledger }),
    ...(await toldTheAuthors(chaos, decisions.rows)),
  ];
}

const openly = (sql) => `ALTER TABLE moderation.audit_entries DISABLE TRIGGER USER; ${sql}; ALTER TABLE moderation.audit_entries ENABLE TRIGGER USER`;
export const harms = [
  {
    what: 'an audit entry that somebody changed',
    spoil: openly('UPDATE moderation.audit_entries SET outcome = outcome + 1 WHERE sequence = 2'),
    mend: openly('UPDATE moderation.audit_entries SET outcome = outcome - 1 WHERE sequence = 2'),
  },
  {
    what: 'a statement in other words',
    spoil: `UPDATE moderation.decisions SET statement = statement || '!' WHERE decision_id = (SELECT min(decision_id::text)::uuid FROM moderation.decisions)`,
    mend: `UPDATE moderation.decisions SET statement = rtrim(statement, '!') WHERE decision_id = (SELECT min(decision_id::text)::uuid FROM moderation.decisions)`,
  },
];

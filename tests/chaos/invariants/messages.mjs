// Of everything that happened everybody concerned is told once: one notification, and where there is a mail, one mail under one Message-ID.
import { once, same } from '../comparing.mjs';

// Topics of parley.notifications.v1.Notification.
const TOPIC = {
  replied: 1, published: 2, failed: 3, confirmed: 4, waitlisted: 5, promoted: 6, hidden: 8, restored: 9, resolved: 10, nudged: 11, placed: 12, assigned: 13,
  scheduled: 14, left: 17,
};
const NOT_MAILED = [TOPIC.published, TOPIC.failed];
const SENT = 3;

// What should have been told, as `<topic> <user> <subject>`, as often as it happened. Producers' tables say what happened; who promoted whom nobody was
// acknowledged, so of promotions it is the producer's events that count.
async function expected({ database, ledger }) {
  const all = [];
  const tell = (topic, userId, subjectId, times = 1) => all.push(...Array.from({ length: times }, () => `${topic} ${userId} ${subjectId}`));
  const videos = await database.rows(`SELECT v.video_id, v.author_id, p.author_id AS replied_to FROM exchange.videos v
    LEFT JOIN exchange.videos p ON p.video_id = v.reply_to_video_id WHERE v.publish_time <> 'infinity'`);
  for (const { video_id, author_id, replied_to } of videos) {
    tell(TOPIC.published, author_id, video_id);
    if (replied_to && replied_to !== author_id) tell(TOPIC.replied, replied_to, video_id);
  }
  const events = await database.rows(`SELECT e.enrolment_id, (SELECT count(*) FROM catalog.outbox o WHERE o.aggregate_id = e.enrolment_id::text) AS count FROM catalog.enrolments e`);
  const changes = new Map(events.map((each) => [each.enrolment_id, each.count]));
  for (const { enrolmentId, userId, confirmed, waitlisted, withdrawals } of ledger.enrolments.values()) {
    tell(TOPIC.confirmed, userId, enrolmentId, confirmed);
    tell(TOPIC.waitlisted, userId, enrolmentId, waitlisted);
    tell(TOPIC.promoted, userId, enrolmentId, Math.max(0, (changes.get(enrolmentId) ?? 0) - confirmed - waitlisted - withdrawals));
  }
  const decisions = await database.rows(`SELECT author_id, video_id, restore_time <> 'infinity' AS restored FROM moderation.decisions WHERE verdict = 2`);
  for (const { author_id, video_id, restored } of decisions) {
    tell(TOPIC.hidden, author_id, video_id);
    if (restored) tell(TOPIC.restored, author_id, video_id);
  }
  const reports = await database.rows('SELECT reporter_id, report_id FROM moderation.reports WHERE state <> 1');
  for (const { reporter_id, report_id } of reports) tell(TOPIC.resolved, reporter_id, report_id);
  for (const { nudgeId, userId } of ledger.nudges.values()) tell(TOPIC.nudged, userId, nudgeId);
  await tellOfGroups(database, tell);
  return all;
}

// Somebody's events of a group are a joining, a leaving, a joining …; each meeting of it is told with either.
async function tellOfGroups(database, tell) {
  const people = await database.rows(`SELECT o.aggregate_id AS group_id, u.user_id, o.type LIKE '%GroupMemberChanged' AS is_member, count(*),
      ARRAY(SELECT meeting_id FROM scheduling.meetings m WHERE m.group_id::text = o.aggregate_id) AS meetings
    FROM scheduling.outbox o JOIN identity.users u ON position(convert_to(u.user_id::text, 'UTF8') IN o.payload) > 0
    WHERE o.type LIKE '%GroupMemberChanged' OR o.type LIKE '%GroupFacilitatorChanged' GROUP BY 1, 2, 3`);
  for (const { group_id, user_id, is_member, count: changes, meetings } of people) {
    const [joinings, leavings] = [Math.ceil(changes / 2), Math.floor(changes / 2)];
    tell(is_member ? TOPIC.placed : TOPIC.assigned, user_id, group_id, joinings);
    for (const meetingId of meetings) {
      tell(TOPIC.scheduled, user_id, meetingId, joinings);
      tell(TOPIC.left, user_id, meetingId, leavings);
    }
  }
}

const count = (list) => {
  const counts = new Map();
  for (const each of list) counts.set(each, (counts.get(each) ?? 0) + 1);
  return counts;
};

async function told(chaos, rows) {
  const [is, shouldBe] = [count(rows.map((row) => `${row.topic} ${row.user_id} ${row.subject_id}`)), count(await expected(chaos))];
  return [...new Set([...is.keys(), ...shouldBe.keys()])].flatMap((what) => same(`notifications of topic, to, about ${what}`, is.get(what) ?? 0, shouldBe.get(what) ?? 0));
}

// Each list shows each notification once.
async function listed({ place }, rows) {
  const wrong = await Promise.all(place.students.map(async (student) => {
    const shown = await student.list('/v1/users/me/notifications', 'notifications');
    const mine = rows.filter((row) => row.user_id === student.userId).map((row) => row.notification_id);
    return once(`in ${student.email}'s list a notification`, shown.map((each) => each.notificationId), mine);
  }));
  return wrong.flat();
}

// A mail whose acknowledgement got lost comes again under its Message-ID, and mail programs show it once.
async function mailed({ database, mailbag }, rows) {
  const deliveries = await database.rows('SELECT cause_id, message_id, state, kind FROM notifications.deliveries');
  const notices = deliveries.filter((row) => row.kind === 2).map((row) => row.cause_id);
  const wanted = rows.filter((row) => !NOT_MAILED.includes(row.topic)).map((row) => row.notification_id);
  const sent = deliveries.filter((row) => row.state === SENT).map((row) => row.message_id);
  return [...once('a mail about notification', notices, wanted), ...once('in the inbox a mail', [...mailbag.arrivals.keys()], sent)];
}

export async function check(chaos) {
  const rows = await chaos.database.rows('SELECT notification_id, user_id, topic, subject_id FROM notifications.notifications');
  return [...(await told(chaos, rows)), ...(await listed(chaos, rows)), ...(await mailed(chaos, rows))];
}

const COLUMNS = 'user_id, topic, subject_id, run_id, create_time, read_time, announce_time, start_time';
export const harms = [
  {
    what: 'an event that was applied twice',
    spoil: `INSERT INTO notifications.notifications (notification_id, occurrence, ${COLUMNS})
      SELECT '00000000-0000-7000-8000-000000000000', occurrence + 1, ${COLUMNS} FROM notifications.notifications WHERE topic = ${TOPIC.published} LIMIT 1`,
    mend: `DELETE FROM notifications.notifications WHERE notification_id = '00000000-0000-7000-8000-000000000000'`,
  },
  {
    what: 'a mail that never arrived',
    spoil: `UPDATE notifications.deliveries SET message_id = 'lost-' || message_id WHERE delivery_id = (SELECT min(delivery_id::text)::uuid FROM notifications.deliveries)`,
    mend: `UPDATE notifications.deliveries SET message_id = replace(message_id, 'lost-', '') WHERE message_id LIKE 'lost-%'`,
  },
];

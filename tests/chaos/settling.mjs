// When nothing is on its way any more. Leases and pauses of what was killed or put off are waited out on the services' own clock.
const OUTBOXES = ['identity', 'partners', 'catalog', 'scheduling', 'exchange', 'moderation'];
const PATIENCE = 90_000;
const MOST_PASSED = 40 * 60; // seconds of the services' clock; mails are put off by up to 15 minutes
const STEP = 30; // seconds

// Each counts what still waits. A new service or queue is a line more.
const QUEUES = {
  ...Object.fromEntries(OUTBOXES.map((schema) => [`${schema}: events without a position`, `SELECT count(*) FROM ${schema}.outbox WHERE position IS NULL`])),
  'identity: sign-in links to mail': 'SELECT count(*) FROM identity.sign_ins WHERE send_state = 1',
  'identity: invitations to mail': 'SELECT count(*) FROM identity.invitations WHERE send_state = 1',
  'partners: appointments to make': 'SELECT count(*) FROM partners.appointments WHERE send_state = 1',
  'catalog: letters to mail': 'SELECT count(*) FROM catalog.letters WHERE send_state = 1',
  'catalog: seats to offer': 'SELECT count(*) FROM catalog.runs WHERE offers_due',
  'scheduling: profiles to ask for': 'SELECT count(*) FROM scheduling.people WHERE changes > asked_changes',
  'scheduling: seats to look for': 'SELECT count(*) FROM scheduling.placements WHERE pending',
  'scheduling: plans to make': 'SELECT count(*) FROM scheduling.plans WHERE state = 1',
  'exchange: videos to make playable': 'SELECT count(*) FROM exchange.media_jobs',
  'exchange: videos being made playable': 'SELECT count(*) FROM exchange.videos WHERE state = 2',
  'exchange: names to ask for': 'SELECT count(*) FROM exchange.people WHERE changes > asked_changes',
  'moderation: holds to take to the exchange': 'SELECT count(*) FROM moderation.hold_orders WHERE state = 1',
  'notifications: mails to send': 'SELECT count(*) FROM notifications.deliveries WHERE state IN (1, 2)',
  'notifications: browsers to tell': 'SELECT count(*) FROM notifications.notifications WHERE announce_time IS NULL',
};

// Who follows whom.
const FOLLOWERS = {
  partners: ['identity'],
  catalog: ['identity'],
  scheduling: ['catalog', 'identity'],
  exchange: ['catalog', 'identity', 'scheduling'],
  moderation: ['catalog', 'exchange', 'scheduling'],
  notifications: ['catalog', 'exchange', 'identity', 'moderation', 'scheduling'],
};

for (const [service, producers] of Object.entries(FOLLOWERS)) {
  for (const producer of producers) {
    QUEUES[`${service}: events of ${producer} to follow`] =
      `SELECT e.head_position - COALESCE((SELECT f.position FROM ${service}.followed f WHERE f.producer = '${producer}' AND f.epoch = e.epoch), 0)
       FROM ${producer}.outbox_epoch e`;
  }
}

const WAITING = Object.entries(QUEUES).map(([what, query]) => `SELECT '${what}' AS what, (${query})::int AS count`).join(' UNION ALL ');

// What waits, one line each; nothing when all is done.
export async function waiting(database) {
  const rows = await database.rows(`SELECT * FROM (${WAITING}) AS queues WHERE count <> 0`);
  return rows.map(({ what, count }) => `${what}: ${count}`);
}

// Returns what is left when patience ends, or nothing.
export async function settle({ stack, database }) {
  const start = Date.now();
  let left = ['PostgreSQL does not answer'];
  for (let passed = 0; Date.now() < start + PATIENCE; ) {
    left = await waiting(database).catch((error) => [`PostgreSQL does not answer: ${error.message}`]);
    const ready = await fetch(`${stack.web}/readyz`).then((response) => response.ok, () => false);
    if (left.length === 0 && ready) return [];
    if (left.length === 0) left = ['not every service is ready'];
    if (Date.now() > start + 3000 && passed < MOST_PASSED) {
      await stack.pass({ hours: STEP / 3600 });
      passed += STEP;
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  return left;
}

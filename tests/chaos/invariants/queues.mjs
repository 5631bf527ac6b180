// Nothing waits any more, and nothing was given up.
import { waiting } from '../settling.mjs';

const GIVEN_UP = [
  ...['partners', 'catalog', 'scheduling', 'exchange', 'moderation', 'notifications'].map(
    (service) => `SELECT '${service} could not apply ' || type || ' of ' || aggregate_id || ': ' || error AS what FROM ${service}.dead_letters`,
  ),
  // A sign-in link is of no use when the clock was set forward, and ends.
  `SELECT 'mail ' || delivery_id || ' ended in state ' || state || ': ' || last_error FROM notifications.deliveries WHERE state = 5 OR (state = 4 AND kind <> 1)`,
  `SELECT 'the exchange refused hold order ' || order_id FROM moderation.hold_orders WHERE state = 3`,
  `SELECT 'sign-in ' || sign_in_id || ' was refused by notifications' FROM identity.sign_ins WHERE send_state = 3`,
  `SELECT 'events of ' || schema || ' have positions ' || least || ' to ' || most || ', but are ' || count || ', and the head is ' || head FROM (${
    ['identity', 'partners', 'catalog', 'scheduling', 'exchange', 'moderation'].map(
      (schema) => `SELECT '${schema}' AS schema, COALESCE(min(position), 1) AS least, COALESCE(max(position), 0) AS most, count(*) AS count,
        (SELECT head_position FROM ${schema}.outbox_epoch) AS head FROM ${schema}.outbox`).join(' UNION ALL ')
  }) AS outboxes WHERE least <> 1 OR most <> count OR head <> most`,
].join(' UNION ALL ');

export async function check({ database }) {
  return [...(await waiting(database)), ...(await database.rows(GIVEN_UP)).map(({ what }) => what)];
}

export const harms = [
  {
    what: 'an event that could not be applied',
    spoil: `INSERT INTO exchange.dead_letters (producer, epoch, position, type, aggregate_id, payload, create_time, dead_time, error)
      VALUES ('catalog', 'none', 1, 'nothing', 'nobody', '', '-infinity', '-infinity', 'by hand')`,
    mend: `DELETE FROM exchange.dead_letters WHERE epoch = 'none'`,
  },
  {
    what: 'a mail that was given up',
    spoil: `UPDATE notifications.deliveries SET state = 5 WHERE delivery_id = (SELECT delivery_id FROM notifications.deliveries WHERE state = 3 ORDER BY 1 LIMIT 1)`,
    mend: 'UPDATE notifications.deliveries SET state = 3 WHERE state = 5',
  },
  {
    what: 'an event that is gone',
    spoil: 'UPDATE moderation.outbox SET position = -position WHERE position = 1',
    mend: 'UPDATE moderation.outbox SET position = -position WHERE position = -1',
  },
];

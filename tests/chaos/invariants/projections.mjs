// What services keep of each other's things is what their owners have. A projection more is an entry more: two queries whose rows must be the same.
const COPIES = {
  // catalog's runs, prompts and enrolments
  'exchange.runs': ['SELECT run_id, state, partner_id, plenary_group_id FROM catalog.runs', 'SELECT run_id, state, partner_id, plenary_group_id FROM exchange.runs'],
  'scheduling.runs': ['SELECT run_id, state, partner_id, time_zone FROM catalog.runs', 'SELECT run_id, state, partner_id, time_zone FROM scheduling.runs'],
  'moderation.runs': ['SELECT run_id, partner_id, plenary_group_id FROM catalog.runs', 'SELECT run_id, partner_id, plenary_group_id FROM moderation.runs'],
  'notifications.runs': ['SELECT run_id, title FROM catalog.runs', 'SELECT run_id, title FROM notifications.runs'],
  'exchange.prompts': [
    `SELECT prompt_id, run_id, ordinal, text, open_time, COALESCE(close_time, 'infinity') FROM catalog.planned_prompts`,
    'SELECT prompt_id, run_id, ordinal, text, open_time, close_time FROM exchange.prompts',
  ],
  ...Object.fromEntries(['exchange', 'scheduling', 'moderation'].map((service) => [
    `${service}.memberships`,
    // State 0: the catalog, when it was asked, knew of none.
    ['SELECT run_id, user_id, state FROM catalog.enrolments', `SELECT run_id, user_id, state FROM ${service}.memberships WHERE state <> 0`],
  ])),
  'notifications.enrolments': ['SELECT enrolment_id, run_id, user_id, state FROM catalog.enrolments', 'SELECT enrolment_id, run_id, user_id, state FROM notifications.enrolments'],

  // identity's people, consents and coordinators
  'exchange.people': [
    'SELECT user_id, display_name, country FROM identity.users WHERE user_id IN (SELECT user_id FROM exchange.people)',
    'SELECT user_id, display_name, country FROM exchange.people',
  ],
  'scheduling.people': [
    'SELECT user_id, display_name, country FROM identity.users WHERE user_id IN (SELECT user_id FROM scheduling.people WHERE changes > 0)',
    'SELECT user_id, display_name, country FROM scheduling.people WHERE changes > 0',
  ],
  'notifications.contacts': [
    'SELECT user_id, email, display_name, locale FROM identity.users WHERE user_id IN (SELECT user_id FROM notifications.contacts WHERE email IS NOT NULL)',
    'SELECT user_id, email, display_name, locale FROM notifications.contacts WHERE email IS NOT NULL',
  ],
  'exchange.consents': [
    'SELECT user_id, state FROM identity.consents WHERE kind = 1',
    // State 1: identity, when it was asked, knew of none.
    'SELECT user_id, state FROM exchange.consents WHERE state > 1',
  ],
  ...Object.fromEntries(['exchange', 'catalog', 'scheduling', 'partners'].map((service) => [
    `${service}.coordinators`,
    [
      'SELECT user_id, partner_id FROM identity.user_roles WHERE role = 3',
      `SELECT user_id, partner_id FROM ${service}.coordinators ${service === 'partners' ? 'WHERE is_coordinator' : ''}`,
    ],
  ])),

  // scheduling's groups and facilitators
  ...Object.fromEntries(['exchange', 'moderation'].map((service) => [
    `${service}.facilitators`,
    [
      'SELECT run_id, user_id FROM scheduling.run_facilitators UNION ALL SELECT group_id, user_id FROM scheduling.group_facilitators',
      `SELECT scope_id, user_id FROM ${service}.facilitators WHERE is_facilitator`,
    ],
  ])),
  'exchange.group_members': ['SELECT run_id, user_id, group_id FROM scheduling.group_members', 'SELECT run_id, user_id, group_id FROM exchange.group_members WHERE group_id IS NOT NULL'],
  'moderation.group_members': ['SELECT group_id, user_id FROM scheduling.group_members', 'SELECT group_id, user_id FROM moderation.group_members WHERE is_member'],
  'notifications.group_people': ['SELECT group_id, user_id FROM scheduling.group_members', 'SELECT group_id, user_id FROM notifications.group_people WHERE is_in AND seat = 1'],
  'notifications.meetings': ['SELECT meeting_id, group_id, start_time, state, sequence FROM scheduling.meetings', 'SELECT meeting_id, group_id, start_time, state, sequence FROM notifications.meetings'],

  // exchange's videos, and what holds them
  'moderation.videos': [
    `SELECT video_id, run_id, group_id, author_id, state FROM exchange.videos WHERE publish_time <> 'infinity'`,
    'SELECT video_id, run_id, group_id, author_id, state FROM moderation.videos',
  ],
  'exchange.holds of moderation': [
    `SELECT video_id FROM moderation.decisions WHERE verdict = 2 AND restore_time = 'infinity'`,
    'SELECT video_id FROM exchange.holds WHERE source = 2',
  ],
  'moderation.videos, hidden': [
    `SELECT video_id FROM moderation.decisions WHERE verdict = 2 AND restore_time = 'infinity'`,
    'SELECT video_id FROM moderation.videos WHERE hidden',
  ],
  'exchange.holds of consent': [
    'SELECT v.video_id FROM exchange.videos v JOIN identity.consents c ON c.user_id = v.author_id AND c.kind = 1 WHERE c.state = 3 AND v.state IN (1, 2, 3)',
    'SELECT h.video_id FROM exchange.holds h JOIN exchange.videos v USING (video_id) WHERE h.source = 1 AND v.state IN (1, 2, 3)',
  ],
};

const DIFFERENCES = Object.entries(COPIES).map(([name, [owners, copy]]) => `
  (SELECT '${name}' AS name, 'lacks' AS how, row_to_json(row)::text AS what FROM (SELECT * FROM (${owners}) o EXCEPT ALL SELECT * FROM (${copy}) c) AS row LIMIT 3)
  UNION ALL
  (SELECT '${name}', 'has', row_to_json(row)::text FROM (SELECT * FROM (${copy}) c EXCEPT ALL SELECT * FROM (${owners}) o) AS row LIMIT 3)`).join(' UNION ALL ');

export async function check({ database }) {
  return (await database.rows(DIFFERENCES)).map(({ name, how, what }) => `${name} ${how} ${what}`);
}

// One row of each of the copies that need no other. Who has it finds that it is gone and takes it up again, so it is never gone for long.
const ROWS = {
  'exchange.memberships': 'state <> 0', 'moderation.memberships': 'state <> 0', 'scheduling.memberships': 'state <> 0', 'notifications.enrolments': 'true',
  'moderation.runs': 'true', 'notifications.runs': 'true', 'exchange.consents': 'state > 1', 'exchange.coordinators': 'true', 'catalog.coordinators': 'true',
  'scheduling.coordinators': 'true', 'exchange.facilitators': 'is_facilitator', 'moderation.facilitators': 'is_facilitator',
  'exchange.group_members': 'group_id IS NOT NULL', 'moderation.group_members': 'is_member', 'notifications.group_people': 'is_in AND seat = 1',
};
export const harms = Object.entries(ROWS).map(([table, which]) => ({
  what: `a row of ${table} that was lost`,
  spoil: `DELETE FROM ${table} WHERE ctid = (SELECT min(ctid) FROM ${table} WHERE ${which})`,
  heals: true,
}));

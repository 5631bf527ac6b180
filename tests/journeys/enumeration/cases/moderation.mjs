// moderation: the queue, decisions, reports, nudges and the audit log.
import { again, by, none, of } from '../table.mjs';

const OWN = none('it is about the caller alone');
const OPERATORS = none('operators see all of it');
const TEXT = 'We would love to hear from you.';

// The queue's items, each for a case of its own.
const seen = ({ items: [{ queueItemId }] }) => ({ queueItemId });
const open = ({ items: [, { queueItemId }] }) => ({ queueItemId });
const claimedBy = (name, place) => async (world) => {
  const { queueItemId } = world.items[place];
  await world[name].post(`/v1/queueItems/${queueItemId}:claim`);
  return { queueItemId };
};
const released = claimedBy('facilitator', 2);
const toDecide = claimedBy('facilitator', 3);
const anothers = claimedBy('coordinator', 4);
const closed = ({ decided: [{ queueItemId }] }) => ({ queueItemId });

export default of('moderation.v1.ModerationService', {
  ListQueueItems: {
    good: ({ run: { runId } }) => ({ runId }),
    optional: ['run_id'],
    unknown: { run_id: 'OK' },
    foreign: none('everybody sees what they moderate'),
    pages: ({ run: { runId } }) => ({ runId, decided: true }),
  },
  GetQueueItem: { good: seen, foreign: ['rival', 'idle'] },
  ClaimQueueItem: {
    good: open,
    foreign: ['rival', 'idle'],
    outOfState: { ITEM_CLAIMED: (_, good) => by('coordinator', good), ITEM_CLOSED: closed },
  },
  ReleaseQueueItem: { good: released, foreign: ['rival', 'idle'], outOfState: { ITEM_CLAIMED: anothers, ITEM_CLOSED: closed } },
  DecideQueueItem: {
    good: async (world) => ({ ...(await toDecide(world)), verdict: 'VERDICT_HIDE', reason: 'REASON_PRIVACY', statement: 'A name can be heard in it.' }),
    stale: 'etag',
    foreign: ['rival', 'idle'],
    outOfState: {
      CLAIM_NEEDED: (world, good) => ({ ...good, ...seen(world) }),
      ITEM_CLAIMED: async (world, good) => ({ ...good, ...(await anothers(world)) }),
      ITEM_CLOSED: again,
    },
  },
  RestoreVideo: {
    good: ({ hidden: [{ videoId }] }) => ({ videoId, reason: 'It was the name of a street.' }),
    foreign: ['rival', 'idle'],
    outOfState: { VIDEO_NOT_HIDDEN: again },
  },
  ListDecisionsOnMyVideos: { good: () => ({}), foreign: OWN, pages: () => by('peer', {}) },
  ReportVideo: {
    by: 'fourth',
    good: ({ otherVideo: { videoId } }) => ({ videoId, reason: 'REASON_HARASSMENT', text: 'It mocks me.' }),
    optional: ['text'],
    foreign: ['outsider', 'rival', 'idle'],
    outOfState: { OWN_VIDEO: (_, good) => by('student', good) },
  },
  ListMyReports: { by: 'peer', good: () => ({}), foreign: OWN, pages: () => by('student', {}) },
  GetReport: { by: 'peer', good: ({ reports: [{ reportId }] }) => ({ reportId }), foreign: ['student', 'outsider', 'coordinator'] },
  NudgeParticipant: {
    good: ({ run, fourth }) => ({ runId: run.runId, userId: fourth.userId, text: TEXT }),
    foreign: ['rival', 'idle'],
  },
  NudgeSilent: { good: ({ plenaryGroup }) => ({ groupId: plenaryGroup, silentDays: 1, text: TEXT }), foreign: ['rival', 'idle'] },
  VerifyAuditLog: { good: () => ({}), foreign: OPERATORS },
  ListAuditEntries: { good: () => ({}), foreign: OPERATORS, pages: none('there is one log') },
});

export const internal = of('moderation.v1.ModerationInternalService', {
  GetNudge: {
    good: async ({ facilitator, run, third }) => {
      const { nudgeId } = await facilitator.post(`/v1/runs/${run.runId}/participants/${third.userId}:nudge`, { text: TEXT });
      return { nudgeId };
    },
    foreign: none('notifications brings it to whom it is for'),
  },
});

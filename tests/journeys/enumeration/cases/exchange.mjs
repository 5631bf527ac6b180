// exchange: prompts, videos and their uploads; what the gateway and moderation ask of it.
import { by, none, of } from '../table.mjs';
import { startVideo } from '../videos.mjs';

const HOUSE = none('moderation sees every video');

const runOf = ({ run: { runId } }) => ({ runId });
const videoOf = ({ video: { videoId } }) => ({ videoId });
const begun = async ({ student, prompts }) => {
  const { videoId } = await startVideo(student, { promptId: prompts[0].promptId });
  return { videoId };
};
const withdrawn = async (world) => {
  const { videoId } = await begun(world);
  await world.student.post(`/v1/videos/${videoId}:withdraw`);
  return { videoId };
};
const answer = ({ prompts }) => ({ promptId: prompts[0].promptId, sizeBytes: '1000', mediaType: 'video/mp4' });

export default of('exchange.v1.ExchangeService', {
  ListPrompts: { good: runOf, foreign: 'outsider', pages: ({ fullRun: { runId } }) => ({ runId }) },
  GetPrompt: { good: ({ prompts: [{ promptId }] }) => ({ promptId }), foreign: 'outsider' },
  CreateVideo: {
    good: answer,
    foreign: 'outsider',
    outOfState: {
      PROMPT_NOT_OPEN: ({ prompts }, good) => ({ ...good, promptId: prompts.at(-1).promptId }),
      VIDEO_NOT_ANSWERABLE: async (world, { promptId: _, ...good }) => ({ ...good, replyToVideoId: (await withdrawn(world)).videoId }),
      CONSENT_MISSING: (_, good) => by('silent', good),
      GROUP_LEFT: none('needs an author whom a later plan moves: service.exchange shows it'),
      ENROLMENT_NOT_ACTIVE: ({ fullPrompts: [{ promptId }] }, good) => by('waiting', { ...good, promptId }),
    },
  },
  GetVideo: { good: videoOf, foreign: ['outsider', 'waiting'] },
  ListVideos: {
    good: ({ plenaryGroup }) => ({ groupId: plenaryGroup }),
    foreign: 'outsider',
    pages: ({ plenaryGroup, prompts }) => ({ groupId: plenaryGroup, promptId: prompts[0].promptId }),
  },
  ListReplies: { good: videoOf, foreign: 'outsider', pages: ({ otherVideo: { videoId } }) => ({ videoId }) },
  ListMyVideos: { good: runOf, foreign: 'outsider', pages: (world) => by('peer', runOf(world)) },
  WithdrawVideo: { good: begun, stale: 'etag', foreign: ['peer', 'outsider', 'coordinator'] },
});

export const internal = of('exchange.v1.ExchangeInternalService', {
  GetUpload: { good: begun, foreign: ['peer', 'outsider'], outOfState: { UPLOAD_CLOSED: withdrawn } },
  AdvanceUpload: {
    good: async (world) => ({ ...(await begun(world)), toOffset: '10' }),
    optional: ['to_offset'],
    foreign: ['peer', 'outsider'],
    outOfState: { UPLOAD_CLOSED: async (world, good) => ({ ...good, ...(await withdrawn(world)) }) },
  },
  GetRendition: { good: (world) => ({ ...videoOf(world), name: 'video.mp4' }), foreign: ['outsider', 'waiting'] },
  GetVideoForModeration: { good: videoOf, foreign: HOUSE },
  PlaceModerationHold: { good: async (world) => ({ ...(await begun(world)), reason: 'TEST' }), foreign: HOUSE },
  LiftModerationHold: { good: begun, foreign: HOUSE },
});

// Somebody who takes part: answers by video, replies, takes videos back, changes their mind about consent, comes and goes where seats are few.
import { changeName } from '../profile.mjs';

export const count = 5;

const CONSENT = '/v1/users/me/consents/KIND_VIDEO_PUBLICATION';

export async function act(user) {
  const { ledger, random } = user;
  if (!ledger.consents.get(user.userId)) return random.next() < 0.5 ? give(user) : changeSeat(user);
  const choice = random.weighed([[4, answer], [3, reply], [2, takeBack], [1, withdraw], [3, changeSeat], [2, report], [1, changeName]]);
  return (await choice(user)) ?? changeName(user);
}

async function give(user) {
  await user.post(`${CONSENT}:give`);
  user.ledger.consents.set(user.userId, true);
  return 'consent given';
}

async function withdraw(user) {
  await user.post(`${CONSENT}:withdraw`);
  user.ledger.consents.set(user.userId, false);
  return 'consent withdrawn';
}

// Nobody records another video before they see their last one.
async function post(user, about, lawful) {
  if (user.recorded) {
    const { state } = await user.get(`/v1/videos/${user.recorded}`);
    if (['STATE_UPLOADING', 'STATE_PROCESSING'].includes(state)) return undefined;
  }
  const { clip, ledger } = user;
  const video = await user.post('/v1/videos', { ...about, sizeBytes: String(clip.length), mediaType: 'video/mp4' }, { lawful });
  if (!video) return undefined;
  const { videoId, groupId, runId } = video;
  ledger.videos.set(videoId, { videoId, groupId, runId, authorId: user.userId, replyTo: about.replyToVideoId, whole: false, withdrawn: false });
  await user.send(video, clip);
  ledger.videos.get(videoId).whole = true;
  user.recorded = videoId;
  return videoId;
}

// The exchange believes what it last heard of a consent for a second: who has just given it may have to try again.
async function answer(user) {
  const { promptId } = user.random.pick(user.place.prompts);
  return (await post(user, { promptId }, ['CONSENT_MISSING'])) && 'video posted';
}

async function othersVideos(user) {
  const videos = await user.list(`/v1/groups/${user.place.run.plenaryGroupId}/videos`, 'videos');
  return videos.filter((video) => video.authorId !== user.userId).slice(0, 20);
}

// Its author, or a facilitator, may have been quicker.
async function reply(user) {
  const videos = await othersVideos(user);
  if (videos.length === 0) return undefined;
  const { videoId } = user.random.pick(videos);
  return (await post(user, { replyToVideoId: videoId }, ['CONSENT_MISSING', 'VIDEO_NOT_ANSWERABLE', 404])) && 'reply posted';
}

async function takeBack(user) {
  const mine = user.ledger.videosOf(user.userId).filter((video) => video.whole && !video.withdrawn);
  if (mine.length < 2) return undefined;
  const video = user.random.pick(mine);
  await user.post(`/v1/videos/${video.videoId}:withdraw`);
  video.withdrawn = true;
  return 'video withdrawn';
}

async function report(user) {
  const videos = await othersVideos(user);
  if (videos.length === 0) return undefined;
  const { videoId } = user.random.pick(videos);
  const told = await user.post(`/v1/videos/${videoId}:report`, { reason: 'REASON_OFF_TOPIC', text: 'It is an advertisement.' }, { lawful: [404] });
  if (!told) return undefined;
  user.ledger.reports.set(told.reportId, { reportId: told.reportId, videoId, reporterId: user.userId });
  return 'video reported';
}

// In a run with fewer seats than there are people who want one.
async function changeSeat(user) {
  const { ledger, random } = user;
  const { runId } = random.pick(user.place.scarce);
  const mine = ledger.enrolmentOf(user.userId, runId);
  if (mine && !mine.withdrawn) {
    await user.post(`/v1/enrolments/${mine.enrolmentId}:withdraw`);
    ledger.left(mine.enrolmentId);
    return 'enrolment withdrawn';
  }
  const { enrolmentId, state } = await user.post(`/v1/runs/${runId}/enrolments`);
  ledger.enrolled({ enrolmentId, runId, userId: user.userId, state });
  return 'enrolled';
}

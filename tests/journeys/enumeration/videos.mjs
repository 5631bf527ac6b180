// The exchange of the enumeration: a run that has begun, people who answer each other by video, and moderators who look at it.
import { minutesAgo } from '../run_setup.mjs';
import { bytesOf, phoneClip } from '../samples.mjs';


// Its last prompt is closed.
async function openRun(world) {
  const { course } = world;
  const last = course.modules.length - 1;
  const prompts = course.modules.map(({ moduleId }, index) => ({
    moduleId, text: `Question ${index + 1}?`, openTime: minutesAgo(48 * 60), ...(index === last ? { closeTime: minutesAgo(60) } : {}),
  }));
  return world.newRun({ prompts, videoLimits: { minDuration: '1s' } });
}

async function publish(world, author, about) {
  const { clip } = world;
  const { videoId, upload } = await author.post('/v1/videos', { ...about, sizeBytes: String(clip.length), mediaType: 'video/mp4' });
  await author.upload(upload.url, clip, 1);
  const video = await author.settled(videoId);
  if (video.state !== 'STATE_PUBLISHED') throw new Error(`${videoId} is ${video.state} ${JSON.stringify(video.failure)}`);
  return video;
}

// Waits for the queue's item of a video.
export async function itemOf(world, videoId) {
  let item;
  await world.stack.eventually(`video ${videoId} waits in the queue`, async () => {
    const { queueItems = [] } = await world.facilitator.get(`/v1/queueItems?pageSize=100&runId=${world.run.runId}`);
    item = queueItems.find((each) => each.videoId === videoId);
    return item !== undefined;
  });
  return item;
}

export async function hide(world, videoId) {
  const { queueItemId } = await itemOf(world, videoId);
  await world.facilitator.post(`/v1/queueItems/${queueItemId}:claim`);
  const statement = 'A name of somebody who is not here can be heard in it.';
  return world.facilitator.post(`/v1/queueItems/${queueItemId}:decide`, { verdict: 'VERDICT_HIDE', reason: 'REASON_PRIVACY', statement });
}

export const startVideo = (author, about) => author.post('/v1/videos', { sizeBytes: '1000', mediaType: 'video/mp4', ...about });

async function report(world, videoId) {
  const seen = () => world.peer.get(`/v1/videos/${videoId}`).then(() => true, () => false);
  await world.stack.eventually('the video can be reported', seen);
  return world.peer.post(`/v1/videos/${videoId}:report`, { reason: 'REASON_OFF_TOPIC', text: 'This is an advertisement.' });
}

export async function prepareExchange(world) {
  const { student, peer, third, fourth, silent, waiting, facilitator, coordinator } = world;
  world.clip = bytesOf(phoneClip(world.stack.scratch, { seconds: 2, size: '320x240' }));
  world.run = await openRun(world);
  for (const each of [student, peer, third, fourth, silent]) await each.post(`/v1/runs/${world.run.runId}/enrolments`);
  await coordinator.post(`/v1/runs/${world.run.runId}/facilitators`, { userId: facilitator.userId });
  const full = await world.newRun({ capacity: 1 });
  for (const each of [student, waiting]) await each.post(`/v1/runs/${full.runId}/enrolments`);
  world.fullRun = full;
  world.fullPrompts = (await student.get(`/v1/runs/${full.runId}/prompts`)).prompts;
  world.prompts = (await student.get(`/v1/runs/${world.run.runId}/prompts`)).prompts;
  world.plenaryGroup = world.run.plenaryGroupId;

  const { promptId } = world.prompts[0];
  const videos = await Promise.all([student, student, student, student, third, third].map((author) => publish(world, author, { promptId })));
  [world.video, world.otherVideo] = videos;
  world.hidden = videos.slice(2, 4);
  world.spare = videos.slice(4);
  const replies = await Promise.all([peer, peer].map((author) => publish(world, author, { replyToVideoId: world.video.videoId })));
  world.items = [];
  for (const each of [world.video, world.otherVideo, ...world.spare, ...replies]) world.items.push(await itemOf(world, each.videoId));
  world.decided = [];
  for (const each of world.hidden) world.decided.push(await hide(world, each.videoId));
  world.reports = [await report(world, world.video.videoId), await report(world, world.otherVideo.videoId)];
}


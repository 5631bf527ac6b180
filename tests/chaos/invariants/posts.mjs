// Every acknowledged video is there once, in the database and in every list that should show it, as its author left it, and can be played.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { once, same } from '../comparing.mjs';

const PUBLISHED = 3;
const WITHDRAWN = 5;
const RENDITIONS = ['video.mp4', 'master.m3u8', 'poster.jpg'];

const rowsOf = (database) => database.rows(`SELECT v.*, ARRAY(SELECT source FROM exchange.holds h WHERE h.video_id = v.video_id ORDER BY source) AS holds,
  (SELECT count(*) FROM exchange.videos r WHERE r.reply_to_video_id = v.video_id AND r.visible) AS replies FROM exchange.videos v`);

function asAcknowledged({ ledger }, rows) {
  const wrong = once('a video', rows.map((row) => row.video_id), [...ledger.videos.keys()]);
  const hidden = new Set([...ledger.decisions.values()].filter((each) => each.verdict === 'VERDICT_HIDE' && !each.restored).map((each) => each.videoId));
  for (const row of rows) {
    const told = ledger.videos.get(row.video_id);
    if (!told?.whole) continue;
    const state = told.withdrawn ? WITHDRAWN : PUBLISHED;
    const holds = [ledger.consents.get(told.authorId) ? [] : [1], hidden.has(row.video_id) ? [2] : []].flat();
    wrong.push(...same(`video ${row.video_id}: state`, row.state, state));
    wrong.push(...same(`video ${row.video_id}: author, reply to`, [row.author_id, row.reply_to_video_id], [told.authorId, told.replyTo ?? null]));
    // What was withdrawn needs no hold, whatever ones it had.
    if (!told.withdrawn) wrong.push(...same(`video ${row.video_id}: holds`, row.holds, holds));
    wrong.push(...same(`video ${row.video_id}: visible`, row.visible, row.state === PUBLISHED && row.holds.length === 0));
    wrong.push(...same(`video ${row.video_id}: replies counted`, row.reply_count, row.replies));
    wrong.push(...same(`video ${row.video_id}: holds counted`, row.hold_count, row.holds.length));
  }
  return wrong;
}

// Everybody's own lists, and the feed as somebody of the group sees it, with the replies of some.
async function listed({ place, ledger, random }, rows) {
  const { run, students } = place;
  const [reader] = students;
  const shown = (parent) => rows.filter((row) => row.visible && row.reply_to_video_id === parent).map((row) => row.video_id);
  const own = async (student) => {
    const mine = await student.list(`/v1/runs/${run.runId}/videos:mine`, 'videos');
    return once(`in ${student.email}'s list a video`, mine.map((video) => video.videoId), ledger.videosOf(student.userId).map((video) => video.videoId));
  };
  const answered = async ({ videoId, replyCount }) => {
    const replies = await reader.list(`/v1/videos/${videoId}/replies`, 'videos');
    const counted = same(`replies counted in the feed of ${videoId}`, replyCount, replies.length);
    return [...counted, ...once(`a reply to ${videoId}`, replies.map((each) => each.videoId), shown(videoId))];
  };
  const feed = await reader.list(`/v1/groups/${run.plenaryGroupId}/videos`, 'videos');
  const some = random.some(feed.filter((video) => video.replyCount > 0), 20);
  const wrong = await Promise.all([...students.map(own), ...some.map(answered)]);
  return [...once('in the feed a video', feed.map((video) => video.videoId), shown(null)), ...wrong.flat()];
}

// The files that a video is played from are on the disk.
async function playable({ database, stack }) {
  const rows = await database.rows(`SELECT video_id, r.name, r.blob_key, r.size_bytes FROM exchange.renditions r JOIN exchange.videos v USING (video_id) WHERE v.state = ${PUBLISHED}`);
  const wrong = [];
  const byVideo = new Map();
  for (const row of rows) byVideo.set(row.video_id, [...(byVideo.get(row.video_id) ?? []), row]);
  for (const [videoId, files] of byVideo) {
    for (const name of RENDITIONS) if (!files.some((file) => file.name === name)) wrong.push(`video ${videoId} has no ${name}`);
    for (const file of files) {
      const size = statSync(join(stack.state, 'blob', file.blob_key), { throwIfNoEntry: false })?.size;
      wrong.push(...same(`bytes of ${file.name} of video ${videoId}`, size, file.size_bytes));
    }
  }
  return wrong;
}

export async function check(chaos) {
  const rows = await rowsOf(chaos.database);
  return [...asAcknowledged(chaos, rows), ...(await listed(chaos, rows)), ...(await playable(chaos))];
}

const FIRST = `(SELECT video_id FROM exchange.videos WHERE state = ${PUBLISHED} AND visible ORDER BY video_id LIMIT 1)`;
export const harms = [
  {
    what: 'a reply counted twice',
    spoil: `UPDATE exchange.videos SET reply_count = reply_count + 1 WHERE video_id = ${FIRST}`,
    mend: `UPDATE exchange.videos SET reply_count = reply_count - 1 WHERE video_id = ${FIRST}`,
  },
  {
    what: 'a video that was posted twice',
    spoil: `INSERT INTO exchange.videos (video_id, run_id, prompt_id, group_id, author_id, state, size_bytes, expire_time, min_duration_ms, max_duration_ms, create_time)
      SELECT '00000000-0000-7000-8000-000000000000', run_id, prompt_id, group_id, author_id, 1, size_bytes, 'infinity', 1, 1, create_time
      FROM exchange.videos WHERE video_id = ${FIRST}`,
    mend: `DELETE FROM exchange.videos WHERE video_id = '00000000-0000-7000-8000-000000000000'`,
  },
  {
    what: 'a file that is shorter than it was',
    spoil: `UPDATE exchange.renditions SET size_bytes = size_bytes + 1 WHERE name = 'poster.jpg' AND video_id = ${FIRST}`,
    mend: `UPDATE exchange.renditions SET size_bytes = size_bytes - 1 WHERE name = 'poster.jpg' AND video_id = ${FIRST}`,
  },
];

// The posts of the mixed load, the same for both sides: half begin a video, half take one of the newest of the feed back, which changes what
// everybody reads. Each is its author's own, by their own token.
import { randomUUID } from 'node:crypto';
import { id } from '../people.mjs';

// `people` and `videos` are those of data.sql; videos [{ videoId, authorId }], newest first.
export function makePosts(tokenOf, people, videos, promptId) {
  return videos.flatMap((video, number) => {
    const author = id(5, 1 + (number % people));
    const begin = { promptId, sizeBytes: 5_000_000, mediaType: 'video/mp4', requestId: randomUUID() };
    return [
      `/v1/videos\t${tokenOf(author)}\t${JSON.stringify(begin)}`,
      `/v1/videos/${video.videoId}:withdraw\t${tokenOf(video.authorId)}\t${JSON.stringify({ requestId: randomUUID() })}`,
    ];
  });
}

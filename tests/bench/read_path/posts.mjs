// The posts of the mixed load, the same for both sides: half begin a video, half take one of the newest of the feed back, which changes what
// everybody reads. Each is its author's own, by their own token.
import { createPrivateKey, randomUUID, sign } from 'node:crypto';

const hex = (number, digits) => number.toString(16).padStart(digits, '0');
// As data.sql makes ids.
export const id = (kind, number) => `0193a000-0000-7${hex(kind, 3)}-8000-${hex(number, 12)}`;

// Tokens like `sample` (a JWT) for other people.
export function tokensLike(sample, pem) {
  const key = createPrivateKey(pem);
  const [head, body] = sample.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url'));
  const known = new Map();
  return (userId) => {
    if (!known.has(userId)) {
      const text = `${head}.${Buffer.from(JSON.stringify({ ...claims, sub: userId })).toString('base64url')}`;
      known.set(userId, `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`);
    }
    return known.get(userId);
  };
}

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

// People of a benchmark, and tokens for them.
import { createPrivateKey, sign } from 'node:crypto';

const hex = (number, digits) => number.toString(16).padStart(digits, '0');
// As the data.sql of each benchmark makes ids.
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

// What is with what should be, in words.
import { isDeepStrictEqual } from 'node:util';

export const same = (what, is, shouldBe) => (isDeepStrictEqual(is, shouldBe) ? [] : [`${what}: is ${JSON.stringify(is)}, should be ${JSON.stringify(shouldBe)}`]);

// That each of some ids is there once, and nothing else.
export function once(what, there, told) {
  const counts = new Map();
  for (const id of there) counts.set(id, (counts.get(id) ?? 0) + 1);
  const expected = new Set(told);
  return [
    ...[...expected].filter((id) => !counts.has(id)).map((id) => `${what} that was acknowledged is lost: ${id}`),
    ...[...counts].filter(([id]) => !expected.has(id)).map(([id]) => `${what} nobody was told of: ${id}`),
    ...[...counts].filter(([, count]) => count > 1).map(([id, count]) => `${what} is there ${count} times: ${id}`),
  ];
}

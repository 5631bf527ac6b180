// Redis forgets everything, again and again.
import { again } from '../again.mjs';

export const touches = ['redis'];

export async function strike({ stack, random }) {
  const heal = again(random, 100, 600, () => stack.wipeRedis());
  return { what: 'Redis forgot everything, again and again', heal };
}

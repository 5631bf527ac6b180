// SIGKILL to some of the programs at once, as when a machine runs out of memory. The supervisor starts them again.
import { PROGRAMS } from '../../journeys/stack.mjs';

export const touches = ['programs', 'redis'];

export async function strike({ stack, random }) {
  const names = random.some([...PROGRAMS, 'redis'], random.between(1, 4));
  await Promise.all(names.map((name) => stack.kill(name)));
  return { what: `killed ${names.join(', ')}`, heal: async () => {} };
}

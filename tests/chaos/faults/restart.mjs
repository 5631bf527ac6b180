// SIGTERM to some of the programs at once, as an operator or an upgrade restarts them: calls under way end first, and who calls meanwhile waits.
import { PROGRAMS } from '../../journeys/stack.mjs';

export const touches = ['programs', 'postgres']; // who is told to end waits for PostgreSQL

export async function strike({ stack, random }) {
  const names = random.some(PROGRAMS, random.between(1, 3));
  names.forEach((name) => stack.changeVersion(name));
  const told = await stack.supervisor('restart', ...names);
  const ended = names.filter((name) => !told.includes(`${name}: started`));
  if (ended.length > 0) throw new Error(`${ended.join(', ')} did not start again: ${told}`);
  return { what: `restarted ${names.join(', ')}`, heal: async () => {} };
}

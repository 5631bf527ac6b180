// SIGTERM to some of the programs at once, as an operator or an upgrade restarts them: calls under way end first, and who calls meanwhile waits.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROGRAMS } from '../../journeys/stack.mjs';

export const touches = ['programs', 'postgres']; // who is told to end waits for PostgreSQL

// How often the supervisor has lost patience with a program that was told to end.
const killed = (stack) => readFileSync(join(stack.state, 'logs', 'supervisord.log'), 'utf8').split('with SIGKILL').length - 1;

export async function strike({ stack, random }) {
  const names = random.some(PROGRAMS, random.between(1, 3));
  names.forEach((name) => stack.changeVersion(name));
  const before = killed(stack);
  const told = await stack.supervisor('restart', ...names);
  const away = names.filter((name) => !told.includes(`${name}: started`));
  if (away.length > 0) throw new Error(`${away.join(', ')} did not start again: ${told}`);
  if (killed(stack) > before) throw new Error(`of ${names.join(', ')} one did not end by itself`);
  return { what: `restarted ${names.join(', ')}`, heal: async () => {} };
}

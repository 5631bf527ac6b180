// SIGSTOP: a program is there and says nothing, as on a machine that swaps. SIGCONT wakes it where it stood, with its connections, leases and half-done calls.
const PROGRAMS = ['identity', 'catalog', 'scheduling', 'exchange', 'exchange-media', 'moderation', 'notifications', 'gateway', 'redis', 'inbox'];

export const touches = ['programs', 'redis'];
export const longest = 6000;

export async function strike({ stack, random }) {
  const name = random.pick(PROGRAMS);
  const pid = await stack.pid(name);
  process.kill(pid, 'SIGSTOP');
  return { what: `froze ${name}`, heal: async () => process.kill(pid, 'SIGCONT') };
}

// SIGSTOP to PostgreSQL with all its processes: connections stay, and nothing is answered. Then it goes on where it stood.
import { readdirSync, readFileSync } from 'node:fs';

export const touches = ['postgres'];
export const longest = 6000;

const childrenOf = (server) =>
  readdirSync(`/proc/${server}/task`).flatMap((task) => readFileSync(`/proc/${server}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number));

// A process that has ended meanwhile needs no signal.
function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

export async function strike({ stack }) {
  const server = await stack.pid('postgres');
  const frozen = [];
  const freeze = (pid) => {
    signal(pid, 'SIGSTOP');
    frozen.push(pid);
  };
  const heal = async () => frozen.forEach((pid) => signal(pid, 'SIGCONT'));
  try {
    freeze(server); // it begins no more of them
    childrenOf(server).forEach(freeze);
  } catch (error) {
    await heal();
    throw error;
  }
  return { what: 'froze postgres', heal };
}

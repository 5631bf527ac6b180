// See tests/chaos/run.
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Chaos } from './chaos.mjs';

function readWords() {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '10' }, seed: { type: 'string', default: String(randomInt(1_000_000)) }, fault: { type: 'string', multiple: true, default: [] } },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a whole number from 1');
  return { ...values, rounds };
}

const { rounds, seed, fault } = readWords();
console.log(`seed ${seed}, ${rounds} rounds`);
const start = Date.now();
const chaos = await Chaos.up(seed, fault);
console.log(`everybody is there after ${((Date.now() - start) / 1000).toFixed(1)} s`);
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => (interrupted = true));
let failed = 0;
const known = new Set(); // what is lost stays lost: it is told once
try {
  while (chaos.round < rounds && !interrupted) {
    const found = await chaos.strike();
    if (interrupted) break; // what looks at the stack was interrupted too
    const wrong = found.filter((what) => !known.has(what));
    for (const what of wrong) known.add(what);
    console.log(`round ${chaos.round}: ${chaos.told}${wrong.length === 0 ? '' : ` ✗\n  ${wrong.join('\n  ')}\n  logs: ${chaos.keepLogs()}`}`);
    if (wrong.length > 0) failed++;
  }
} finally {
  await chaos.down();
}
const acts = Object.entries(chaos.ledger.acts).sort().map(([kind, count]) => `${count} × ${kind}`);
console.log(`${chaos.round} rounds with seed ${seed}, ${failed} of them wrong; acknowledged: ${acts.join(', ')}`);
process.exitCode = failed > 0 || interrupted ? 1 : 0;

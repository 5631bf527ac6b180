// Ten rounds as tests/chaos/run has them by the hundred, always the same; and that the checker would have objected.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { Chaos } from './chaos.mjs';
import { gather } from './place.mjs';

const SEED = process.env.PARLEY_CHAOS_SEED ?? '1';

let chaos;
before(async () => {
  chaos = await Chaos.up(SEED);
});
after(() => chaos?.down());

test('in ten rounds of faults nothing that was acknowledged is lost or done twice', async () => {
  for (let round = 1; round <= 10; round++) {
    const wrong = await chaos.strike();
    console.log(`round ${round}: ${chaos.told}`);
    assert.deepEqual(wrong, [], `seed ${SEED}, round ${round}: ${chaos.told}; logs: ${wrong.length > 0 ? chaos.keepLogs() : 'none'}`);
  }
});

test('the checker objects to each thing that is spoilt', async () => {
  await gather(chaos);
  assert.deepEqual(await chaos.check(), []);
  for (const [name, { harms = [], check }] of Object.entries(chaos.invariants)) {
    assert.ok(harms.length > 0, `invariants/${name}.mjs says how it can be spoilt`);
    for (const { what, spoil, mend, heals } of harms) {
      const spoilt = heals ? { ...chaos, database: chaos.database.after(spoil) } : chaos;
      if (typeof spoil === 'function') await spoil(chaos);
      else if (!heals) await chaos.database.execute(spoil);
      const wrong = await check(spoilt);
      if (mend) await chaos.database.execute(mend);
      assert.ok(wrong.length > 0, `${name} does not see ${what}`);
    }
    assert.deepEqual(await check(chaos), [], `${name} is content when all is mended`);
  }
});

test('what a service lost of what is another\'s it finds out and takes up again', async () => {
  const { harms, check } = chaos.invariants.projections;
  for (const { spoil } of harms) await chaos.database.execute(spoil);
  await chaos.stack.eventually('every copy is whole again', async () => (await check(chaos)).length === 0);
  assert.ok(chaos.stack.differences().split('\n').length >= harms.length, 'each was told in a log');
});

test('two that wait for each other are told of', async () => {
  // Each takes one lock, and the other when somebody has that.
  const crossing = (first, second) => `SET statement_timeout = '30s'; SELECT pg_advisory_xact_lock(${first});
    DO $$ BEGIN WHILE (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid IN (1, 2)) < 2 LOOP PERFORM pg_sleep(0.01); END LOOP; END $$;
    SELECT pg_advisory_xact_lock(${second})`;
  const ends = await Promise.allSettled([chaos.database.execute(crossing(1, 2)), chaos.database.execute(crossing(2, 1))]);
  assert.deepEqual(ends.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  assert.match(chaos.stack.differences(), /deadlock detected/);
});

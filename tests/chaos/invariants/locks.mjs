// Whatever locks several rows takes them in one order: PostgreSQL never had to end a transaction because two waited for each other. The services try such
// a transaction again, so nobody would notice. Counted since PostgreSQL last crashed.

const deadlocks = async (database) => Number(await database.execute('SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()'));

export async function check({ database }) {
  const count = await deadlocks(database);
  return count === 0 ? [] : [`${count} deadlocks; PostgreSQL's log names the statements`];
}

// Takes one lock, and the other only when somebody has that.
const crossing = (first, second) => `SELECT pg_advisory_xact_lock(${first});
  DO $$ BEGIN WHILE (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid IN (${first}, ${second})) < 2 LOOP PERFORM pg_sleep(0.01); END LOOP; END $$;
  SELECT pg_advisory_xact_lock(${second})`;

export const harms = [
  {
    what: 'two transactions that waited for each other',
    async spoil({ database, stack }) {
      await Promise.allSettled([database.execute(crossing(1, 2)), database.execute(crossing(2, 1))]);
      await stack.eventually('the deadlock is counted', async () => (await deadlocks(database)) > 0);
    },
    mend: 'SELECT pg_stat_reset()',
  },
];

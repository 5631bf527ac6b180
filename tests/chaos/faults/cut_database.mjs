// Connections to PostgreSQL end, half of them each time, in the middle of whatever they did.
import { again } from '../again.mjs';

const CUT = `SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
  WHERE datname = 'parley' AND usename <> 'admin' AND backend_type = 'client backend' AND random() < 0.5`;

export const touches = ['postgres'];

export async function strike({ database, random }) {
  const heal = again(random, 50, 500, () => database.execute(CUT));
  return { what: 'cut connections to postgres', heal };
}

// What everybody can always do.
import { randomUUID } from 'node:crypto';

export async function changeName(user) {
  const displayName = `Name ${user.random.between(1, 1_000_000)}`;
  await user.call('PATCH', '/v1/users/me', { displayName }, { headers: { 'idempotency-key': randomUUID() } });
  user.ledger.names.set(user.userId, displayName);
  return 'profile changed';
}

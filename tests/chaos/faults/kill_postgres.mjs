// SIGKILL to PostgreSQL: it recovers from its log. Whoever was committing does not know whether they did.
export const touches = ['postgres'];
export const longest = 6000;

export async function strike({ stack, random, users }) {
  const times = random.between(1, 2);
  for (let time = 1; time <= times; time++) {
    await stack.kill('postgres');
    if (time === times) break;
    // The second time, when work goes on again.
    const acts = users.reduce((sum, user) => sum + user.acts, 0);
    await stack.eventually('somebody is answered again', () => users.reduce((sum, user) => sum + user.acts, 0) > acts);
  }
  return { what: `killed postgres${times > 1 ? ' twice' : ''}`, heal: async () => {} };
}

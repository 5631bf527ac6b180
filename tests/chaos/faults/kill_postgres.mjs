// SIGKILL to PostgreSQL: it recovers from its log. Whoever was committing does not know whether they did.
export const touches = ['postgres'];
export const longest = 6000;

// Until somebody is answered again, unless what else strikes now keeps everybody from it.
async function goesOn(users) {
  const acts = () => users.reduce((sum, user) => sum + user.acts, 0);
  const before = acts();
  for (const giveUp = Date.now() + longest; acts() === before && Date.now() < giveUp; ) await new Promise((resolve) => setTimeout(resolve, 50));
}

export async function strike({ stack, random, users }) {
  const times = random.between(1, 2);
  for (let time = 1; time <= times; time++) {
    await stack.kill('postgres');
    if (time === times) break;
    await goesOn(users);
  }
  return { what: `killed postgres${times > 1 ? ' twice' : ''}`, heal: async () => {} };
}

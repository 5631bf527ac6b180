// People's lines break: each after some bytes went up, several times.
export const touches = ['lines'];

export async function strike({ users, random }) {
  for (const user of users) user.gate.cutAfter(...Array.from({ length: random.between(2, 6) }, () => random.between(200, 12_000)));
  const heal = async () => {
    for (const user of users) user.gate.cutAfter();
  };
  return { what: "cut people's lines", heal };
}

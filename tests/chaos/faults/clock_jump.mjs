// The services' clock is set: forward by up to three hours, past tokens and leases, or back by up to two minutes, as a machine's clock that ran ahead is.
export const touches = ['clock'];

export async function strike({ stack, random }) {
  const seconds = random.weighed([[2, random.between(60, 3 * 3600)], [1, -random.between(1, 120)]]);
  await stack.pass({ hours: seconds / 3600 });
  return { what: `set the clock ${seconds > 0 ? 'forward' : 'back'} by ${Math.abs(seconds)} s`, heal: async () => {} };
}

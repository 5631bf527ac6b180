// Redis is gone for a while.
export const touches = ['redis'];

export async function strike({ stack }) {
  await stack.supervisor('stop', 'redis');
  const heal = async () => {
    await stack.supervisor('start', 'redis');
  };
  return { what: 'Redis was gone', heal };
}

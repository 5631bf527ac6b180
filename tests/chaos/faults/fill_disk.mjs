// Not a byte more goes on the disk: neither of PostgreSQL's, nor of videos, nor of logs. Then there is room again.
export const touches = ['postgres', 'programs', 'disk', 'clock']; // what the services' clock shows is in a file on it
export const longest = 5000;

export const possible = ({ disk }) => disk !== undefined;

export async function strike({ disk, stack }) {
  disk.fill();
  const heal = async () => {
    disk.free();
    // The supervisor waits longer each time something could not start; an operator who made room does not.
    const stopped = (await stack.supervisor('status')).split('\n').filter((line) => /\b(BACKOFF|FATAL|EXITED)\b/.test(line));
    for (const line of stopped) await stack.supervisor('start', line.split(/\s+/)[0]);
  };
  return { what: 'the disk was full', heal };
}

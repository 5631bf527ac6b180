import { asProblem, Problem } from '../api/problem';
import type { Video } from '../api/types';
import type { UploadRecord } from './record';

export type Outcome = 'stored' | 'stopped';

// What a transfer needs of the world.
export interface Line {
  create(record: UploadRecord): Promise<Video>;
  // Sends what the server has not got yet; throws a Problem when the line breaks.
  send(record: UploadRecord, told: Told, signal: AbortSignal): Promise<void>;
  video(videoId: string): Promise<Video>;
  save(record: UploadRecord): Promise<void>;
  // Waits for a better moment before try `attempt`.
  rest(attempt: number, signal: AbortSignal): Promise<void>;
}

// What a sending tells on its way: bytes that left the device, and that the server has taken some.
export interface Told {
  progress(sent: number): void;
  taken(): void;
}

export interface Watcher {
  sending(): void;
  waiting(): void;
  progress(sent: number): void;
  created(videoId: string): void;
}

// Brings one video to the server whatever the line does: creates it once, sends its bytes, and after every break goes on where the server
// stands. Throws the Problem that no further try can mend.
export async function transfer(record: UploadRecord, line: Line, watcher: Watcher, signal: AbortSignal): Promise<Outcome> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    try {
      watcher.sending();
      await create(record, line, watcher);
      if (signal.aborted) break;
      const taken = () => {
        attempt = 0;
      };
      await line.send(record, { progress: (sent) => watcher.progress(sent), taken }, signal);
      return signal.aborted ? 'stopped' : 'stored';
    } catch (error) {
      if (signal.aborted) break;
      const problem = asProblem(error);
      if (!mends(problem)) {
        if (await isStored(record, line)) return 'stored';
        throw problem;
      }
      watcher.waiting();
      await line.rest(attempt, signal);
    }
  }
  return 'stopped';
}

async function create(record: UploadRecord, line: Line, watcher: Watcher): Promise<void> {
  if (record.uploadUrl) return;
  const video = await line.create(record);
  record.videoId = video.videoId;
  record.uploadUrl = video.upload?.url ?? `/v1/uploads/${video.videoId}`;
  await line.save(record);
  watcher.created(video.videoId);
}

// A conflict (409, 423) is another try of ours that has not ended on the server yet; asking anew finds the right place.
function mends(problem: Problem): boolean {
  return problem.reason !== 'TOO_MANY_UPLOADS' && (problem.passing || problem.status === 409 || problem.status === 423 || problem.status === 460);
}

// The completing answer may have been lost: then the server refuses more bytes although all is well.
async function isStored(record: UploadRecord, line: Line): Promise<boolean> {
  if (!record.videoId) return false;
  try {
    const { state } = await line.video(record.videoId);
    return state === 'STATE_PROCESSING' || state === 'STATE_PUBLISHED';
  } catch {
    return false;
  }
}

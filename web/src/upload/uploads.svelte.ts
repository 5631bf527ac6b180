import { createVideo, getVideo, withdrawVideo } from '../api/exchange';
import { asProblem, type Problem } from '../api/problem';
import { newRequestId } from '../api/request_id';
import { backoff, waitForChance } from '../live/backoff';
import { sameTarget, type Target, type UploadRecord } from './record';
import * as shelf from './shelf';
import { transfer, type Line } from './transfer';
import { sendByTus } from './tus_line';

export type UploadState = 'sending' | 'waiting' | 'paused' | 'failed' | 'stored';

const line: Line = {
  create: (record) => createVideo({ ...record.target, sizeBytes: String(record.blob.size), mediaType: record.mediaType }, record.id),
  send: sendByTus,
  video: getVideo,
  save: async (record) => void (await shelf.keep(record)),
  rest: (attempt, signal) => waitForChance(backoff(attempt, 1_000, 30_000), signal),
};

// One video on its way, as a screen shows it.
export class Upload {
  state = $state<UploadState>('waiting');
  sent = $state(0);
  problem = $state<Problem>();
  videoId = $state<string>();
  // False when the device would not keep a copy: closing the tab loses it.
  safe = true;
  #stop: AbortController | undefined;

  constructor(
    readonly record: UploadRecord,
    private readonly left: (upload: Upload) => void,
  ) {
    this.videoId = record.videoId;
  }

  get total(): number {
    return this.record.blob.size;
  }

  get percent(): number {
    return this.total === 0 ? 0 : Math.min(100, Math.floor((this.sent / this.total) * 100));
  }

  async run(): Promise<void> {
    if (this.#stop) return;
    const stop = (this.#stop = new AbortController());
    this.problem = undefined;
    try {
      await inTurn(this.record.id, stop.signal, () => this.#transfer(stop.signal));
    } catch (error) {
      this.problem = asProblem(error);
      this.state = 'failed';
    } finally {
      if (this.#stop === stop) this.#stop = undefined;
    }
  }

  pause(): void {
    this.state = 'paused';
    this.#halt();
  }

  // Gives the video up, here and on the server.
  async discard(): Promise<void> {
    this.#halt();
    await shelf.drop(this.record.id);
    this.left(this);
    if (this.record.videoId) await withdrawVideo(this.record.videoId).catch(() => undefined);
  }

  #halt(): void {
    this.#stop?.abort();
    this.#stop = undefined;
  }

  async #transfer(signal: AbortSignal): Promise<void> {
    // Another tab may have finished it while this one waited for its turn.
    if (this.record.uploadUrl && this.safe && !(await shelf.isKept(this.record.id))) return this.#stored();
    const outcome = await transfer(
      this.record,
      line,
      {
        sending: () => !signal.aborted && (this.state = 'sending'),
        waiting: () => !signal.aborted && (this.state = 'waiting'),
        progress: (sent) => (this.sent = sent),
        created: (videoId) => (this.videoId = videoId),
      },
      signal,
    );
    if (outcome === 'stored') await this.#stored();
  }

  async #stored(): Promise<void> {
    this.sent = this.total;
    this.state = 'stored';
    await shelf.drop(this.record.id);
    this.left(this);
  }
}

// All videos of the signed-in person that are on their way from this device.
class Uploads {
  items = $state<Upload[]>([]);
  // Ids of videos whose last byte has just arrived; screens show them from the server from then on.
  stored = $state<string[]>([]);

  of(target: Target): Upload | undefined {
    return this.items.find((upload) => sameTarget(upload.record.target, target));
  }

  async add(userId: string, target: Target, blob: Blob): Promise<void> {
    const mediaType = (blob.type || 'video/mp4').slice(0, 100);
    const record: UploadRecord = { id: newRequestId(), userId, target, blob, mediaType, createTime: new Date().toISOString() };
    const upload = this.#put(record);
    upload.safe = await shelf.keep(record);
    void upload.run();
  }

  // Goes on with what an earlier visit left unfinished.
  async restore(userId: string): Promise<void> {
    for (const record of await shelf.kept(userId)) {
      if (!this.items.some((upload) => upload.record.id === record.id)) void this.#put(record).run();
    }
  }

  // On signing out: nothing of a person stays on the device.
  async clear(): Promise<void> {
    for (const upload of this.items) {
      upload.pause();
      await shelf.drop(upload.record.id);
    }
    this.items = [];
  }

  get fragile(): boolean {
    return this.items.some((upload) => !upload.safe && upload.state !== 'failed');
  }

  #put(record: UploadRecord): Upload {
    const upload = new Upload(record, (gone) => this.#left(gone));
    this.items = [...this.items, upload];
    return upload;
  }

  #left(upload: Upload): void {
    this.items = this.items.filter((other) => other.record.id !== upload.record.id);
    if (upload.state === 'stored' && upload.videoId) this.stored = [...this.stored, upload.videoId];
  }
}

// Two tabs never send the same video at the same time.
async function inTurn(id: string, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return work();
  try {
    await navigator.locks.request(`parley-upload-${id}`, { signal }, work);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

export const uploads = new Uploads();

import { describe, expect, it } from 'vitest';
import { noAnswer, Problem } from '../src/api/problem';
import type { Video } from '../src/api/types';
import { sameTarget, type UploadRecord } from '../src/upload/record';
import { transfer, type Line, type Told } from '../src/upload/transfer';

const refused = (status: number, reason: string) => new Problem(status, reason, '');

// A line that does what its script says, one entry a send: a Problem breaks it after half of the rest, null lets the rest through.
class ScriptedLine implements Line {
  created = 0;
  saved: UploadRecord[] = [];
  rests: number[] = [];
  sent = 0;
  state: Video['state'] = 'STATE_UPLOADING';

  constructor(
    private sends: (Problem | null)[],
    private creations: (Problem | null)[] = [],
  ) {}

  async create(record: UploadRecord): Promise<Video> {
    const fault = this.creations.shift();
    if (fault) throw fault;
    this.created++;
    return { videoId: `video of ${record.id}`, state: 'STATE_UPLOADING', upload: { url: '/v1/uploads/1' } } as Video;
  }

  async send(record: UploadRecord, told: Told): Promise<void> {
    const fault = this.sends.shift();
    this.sent = fault ? this.sent + Math.floor((record.blob.size - this.sent) / 2) : record.blob.size;
    told.progress(this.sent);
    if (fault) throw fault;
    told.taken();
  }

  async video(): Promise<Video> {
    return { state: this.state } as Video;
  }

  async save(record: UploadRecord): Promise<void> {
    this.saved.push({ ...record });
  }

  async rest(attempt: number): Promise<void> {
    this.rests.push(attempt);
  }
}

function record(changes: Partial<UploadRecord> = {}): UploadRecord {
  const blob = new Blob([new Uint8Array(100)]);
  return { id: 'act-1', userId: 'u', target: { promptId: 'p' }, blob, mediaType: 'video/webm', createTime: '', ...changes };
}

function watch() {
  const seen: string[] = [];
  return {
    seen,
    watcher: {
      sending: () => seen.push('sending'),
      waiting: () => seen.push('waiting'),
      progress: (sent: number) => seen.push(String(sent)),
      created: (id: string) => seen.push(`created ${id}`),
    },
  };
}

const quiet = () => new AbortController().signal;

describe('a transfer', () => {
  it('creates the video, sends its bytes and is stored', async () => {
    const line = new ScriptedLine([null]);
    const { seen, watcher } = watch();
    expect(await transfer(record(), line, watcher, quiet())).toBe('stored');
    expect(seen).toEqual(['sending', 'created video of act-1', '100']);
    expect(line.saved[0].uploadUrl).toBe('/v1/uploads/1');
  });

  it('goes on after three lost connections without creating the video again', async () => {
    const line = new ScriptedLine([noAnswer(), noAnswer(), noAnswer(), null]);
    const { seen, watcher } = watch();
    expect(await transfer(record(), line, watcher, quiet())).toBe('stored');
    expect(line.created).toBe(1);
    expect(seen.filter((word) => word === 'waiting')).toHaveLength(3);
    expect(line.sent).toBe(100);
  });

  it('waits longer and longer while the server takes nothing', async () => {
    const broken = refused(500, '');
    const line = new ScriptedLine([broken, broken, broken, null]);
    await transfer(record(), line, watch().watcher, quiet());
    expect(line.rests).toEqual([0, 1, 2]);
  });

  it('repeats a creation whose answer was lost', async () => {
    const line = new ScriptedLine([null], [noAnswer(), refused(503, 'QUEUE_FULL')]);
    expect(await transfer(record(), line, watch().watcher, quiet())).toBe('stored');
    expect(line.rests).toEqual([0, 1]);
  });

  it('takes up an earlier visit where it was left', async () => {
    const line = new ScriptedLine([null]);
    await transfer(record({ videoId: 'v', uploadUrl: '/v1/uploads/v' }), line, watch().watcher, quiet());
    expect(line.created).toBe(0);
  });

  it('tries again when an own earlier request still holds the upload', async () => {
    const line = new ScriptedLine([refused(409, 'OFFSET_MISMATCH'), refused(423, ''), null]);
    expect(await transfer(record(), line, watch().watcher, quiet())).toBe('stored');
  });

  it('tells what no further try can mend', async () => {
    const consent = new ScriptedLine([], [refused(400, 'CONSENT_MISSING')]);
    await expect(transfer(record(), consent, watch().watcher, quiet())).rejects.toMatchObject({ reason: 'CONSENT_MISSING' });
    const full = new ScriptedLine([], [refused(429, 'TOO_MANY_UPLOADS')]);
    await expect(transfer(record(), full, watch().watcher, quiet())).rejects.toMatchObject({ reason: 'TOO_MANY_UPLOADS' });
  });

  it('is stored when only the completing answer was lost', async () => {
    const line = new ScriptedLine([refused(400, 'UPLOAD_CLOSED')]);
    line.state = 'STATE_PROCESSING';
    expect(await transfer(record(), line, watch().watcher, quiet())).toBe('stored');
    const gone = new ScriptedLine([refused(400, 'UPLOAD_CLOSED')]);
    gone.state = 'STATE_WITHDRAWN';
    await expect(transfer(record(), gone, watch().watcher, quiet())).rejects.toMatchObject({ reason: 'UPLOAD_CLOSED' });
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const line = new ScriptedLine([noAnswer(), null]);
    line.rest = async () => stop.abort();
    expect(await transfer(record(), line, watch().watcher, stop.signal)).toBe('stopped');
  });
});

describe('two targets', () => {
  it('are the same when they answer the same thing', () => {
    expect(sameTarget({ promptId: 'a' }, { promptId: 'a', replyToVideoId: '' })).toBe(true);
    expect(sameTarget({ promptId: 'a' }, { replyToVideoId: 'a' })).toBe(false);
  });
});

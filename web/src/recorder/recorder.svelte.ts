import { qualityFor, recordingType } from './media_type';

export type RecorderState = 'idle' | 'asking' | 'ready' | 'recording' | 'review';
export type RecorderTrouble = 'unsupported' | 'denied' | 'missing' | 'busy';

export function canRecord(): boolean {
  return typeof MediaRecorder !== 'undefined' && !!navigator.mediaDevices?.getUserMedia && recordingType(supported) !== '';
}

const supported = (type: string) => MediaRecorder.isTypeSupported(type);

// Camera → preview → recording (bounded) → review. Holds the camera only while it is looked at.
export class Recorder {
  state = $state<RecorderState>('idle');
  trouble = $state<RecorderTrouble>();
  stream = $state.raw<MediaStream>();
  seconds = $state(0);
  result = $state.raw<Blob>();
  #recorder: MediaRecorder | undefined;
  #startedAt = 0;
  #ticking: ReturnType<typeof setInterval> | undefined;
  #closed = false;

  constructor(private readonly maxSeconds: number) {}

  async open(): Promise<void> {
    this.trouble = undefined;
    this.result = undefined;
    this.seconds = 0;
    if (!canRecord()) {
      this.trouble = 'unsupported';
      return;
    }
    this.state = 'asking';
    try {
      const { width, height } = this.#quality();
      const video = { width: { ideal: width }, height: { ideal: height }, frameRate: { ideal: 24, max: 30 }, facingMode: 'user' };
      const stream = await navigator.mediaDevices.getUserMedia({ video, audio: { echoCancellation: true, noiseSuppression: true } });
      if (this.#closed) return release(stream);
      this.stream = stream;
      this.state = 'ready';
    } catch (error) {
      this.state = 'idle';
      this.trouble = troubleOf(error);
    }
  }

  start(): void {
    if (!this.stream || this.state !== 'ready') return;
    const chunks: Blob[] = [];
    const type = recordingType(supported);
    const recorder = new MediaRecorder(this.stream, {
      mimeType: type,
      videoBitsPerSecond: this.#quality().bitsPerSecond,
      audioBitsPerSecond: 64_000,
    });
    recorder.ondataavailable = (event) => event.data.size > 0 && chunks.push(event.data);
    recorder.onstop = () => this.#review(new Blob(chunks, { type: type.split(';')[0] }));
    recorder.start(1000);
    this.#recorder = recorder;
    this.#startedAt = performance.now();
    this.state = 'recording';
    this.#ticking = setInterval(() => this.#tick(), 200);
  }

  stop(): void {
    if (this.#recorder?.state === 'recording') this.#recorder.stop();
  }

  close(): void {
    this.#closed = true;
    if (this.#recorder) this.#recorder.onstop = null;
    this.stop();
    this.#letGo();
    this.state = 'idle';
  }

  #tick(): void {
    this.seconds = Math.min(this.maxSeconds, (performance.now() - this.#startedAt) / 1000);
    // A little short of the limit: the last frames come after the stop.
    if (this.seconds >= this.maxSeconds - 0.5) this.stop();
  }

  #review(blob: Blob): void {
    this.seconds = (performance.now() - this.#startedAt) / 1000;
    this.#letGo();
    this.result = blob;
    this.state = 'review';
  }

  #letGo(): void {
    clearInterval(this.#ticking);
    if (this.stream) release(this.stream);
    this.stream = undefined;
    this.#recorder = undefined;
  }

  #quality() {
    return qualityFor((navigator as { connection?: { effectiveType?: string; saveData?: boolean } }).connection);
  }
}

function release(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function troubleOf(error: unknown): RecorderTrouble {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
  return 'busy';
}

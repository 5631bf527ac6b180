import type { Limits } from '../parts/run_words';

export type FileFault = { kind: 'tooLarge' | 'tooLong' | 'tooShort'; length: number };

// What of a file can be known before a byte is sent. `length` is NaN when the browser cannot tell; then the server decides.
export function faultOf(size: number, length: number, limits: Limits): FileFault | undefined {
  if (size > limits.maxBytes) return { kind: 'tooLarge', length };
  // Half a second of grace: containers round, the server measures.
  if (length > limits.maxSeconds + 0.5) return { kind: 'tooLong', length };
  if (length < limits.minSeconds - 0.5) return { kind: 'tooShort', length };
  return undefined;
}

// Seconds of a video file; NaN when this browser cannot read it or it does not say (recordings by MediaRecorder often do not).
export function lengthOf(url: string): Promise<number> {
  return new Promise((resolve) => {
    const probe = document.createElement('video');
    const done = (length: number) => {
      clearTimeout(patience);
      probe.removeAttribute('src');
      probe.load();
      resolve(Number.isFinite(length) ? length : NaN);
    };
    const patience = setTimeout(() => done(NaN), 5_000);
    probe.preload = 'metadata';
    probe.onloadedmetadata = () => done(probe.duration);
    probe.onerror = () => done(NaN);
    probe.src = url;
  });
}

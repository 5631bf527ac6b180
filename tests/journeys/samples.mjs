// Real video files, made by ffmpeg.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

// H.264 and AAC in MP4, as a phone's camera makes it.
export function phoneClip(folder, { seconds = 8, size = '1280x720' } = {}) {
  const path = join(folder, `clip-${seconds}-${size}.mp4`);
  execFileSync('ffmpeg', [
    '-v', 'error', '-y',
    '-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=30`,
    '-f', 'lavfi', '-i', 'sine=frequency=330:sample_rate=44100',
    '-t', String(seconds), '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-b:v', '2500k', '-c:a', 'aac', path,
  ]);
  return path;
}

// VP8 and Opus in WebM written to a pipe: no duration in the header, as MediaRecorder leaves it.
export function recorderClip(seconds = 6) {
  return execFileSync(
    'ffmpeg',
    [
      '-v', 'error',
      '-f', 'lavfi', '-i', 'testsrc2=size=640x480:rate=25',
      '-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000',
      '-t', String(seconds), '-c:v', 'libvpx', '-deadline', 'realtime', '-b:v', '1500k', '-c:a', 'libopus', '-f', 'webm', '-',
    ],
    { maxBuffer: 256 << 20 },
  );
}

export const bytesOf = (path) => readFileSync(path);

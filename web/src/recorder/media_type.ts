// In order of preference: what phones encode cheaply first. Safari knows only MP4.
const kTypes = ['video/webm;codecs=vp8,opus', 'video/webm', 'video/mp4'];

export function recordingType(supported: (type: string) => boolean): string {
  return kTypes.find(supported) ?? '';
}

export interface Quality {
  width: number;
  height: number;
  bitsPerSecond: number;
}

interface Connection {
  effectiveType?: string;
  saveData?: boolean;
}

// A talking head needs few bits; a slow or metered line gets fewer still.
export function qualityFor(connection: Connection | undefined): Quality {
  const slow = connection?.saveData || ['slow-2g', '2g', '3g'].includes(connection?.effectiveType ?? '');
  return slow ? { width: 640, height: 480, bitsPerSecond: 500_000 } : { width: 1280, height: 720, bitsPerSecond: 1_200_000 };
}

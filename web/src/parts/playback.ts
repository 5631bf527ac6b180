import { getMe } from '../api/identity';
import type { Playback } from '../api/types';

// Puts a video into an element: HLS, which follows the line's speed, by hls.js or by the browser itself; the MP4 where neither plays.
// Returns what lets go of it again. `failed` is told when nothing played.
export async function attach(element: HTMLVideoElement, playback: Playback, failed: () => void): Promise<() => void> {
  const letGo: (() => void)[] = [];
  const plain = () => {
    let tries = 0;
    const source = playback.mp4Url ?? '';
    const onError = async () => {
      // Most likely the session's cookie ran out: any ordinary call renews it.
      if (tries++ > 0 || !(await getMe().catch(() => null))) return failed();
      element.src = source;
      void element.play().catch(() => undefined);
    };
    element.addEventListener('error', onError);
    letGo.push(() => element.removeEventListener('error', onError));
    element.src = source;
  };
  if (playback.hlsUrl && playsByScript()) {
    const stop = await byScript(element, playback.hlsUrl, () => {
      stop?.();
      plain();
      void element.play().catch(() => undefined);
    });
    if (stop) letGo.push(stop);
    else plain();
  } else if (playback.hlsUrl && !playback.mp4Url && element.canPlayType('application/vnd.apple.mpegurl')) {
    element.src = playback.hlsUrl;
  } else {
    plain();
  }
  return () => letGo.forEach((act) => act());
}

// Phones without Media Source Extensions (older iPhones) play our small MP4s just as well.
function playsByScript(): boolean {
  return typeof MediaSource !== 'undefined' && MediaSource.isTypeSupported('video/mp4; codecs="avc1.42E01E,mp4a.40.2"');
}

async function byScript(element: HTMLVideoElement, url: string, broken: () => void): Promise<(() => void) | undefined> {
  const module = await import('hls.js/light').catch(() => undefined);
  const Hls = module?.default;
  if (!Hls?.isSupported()) return undefined;
  const hls = new Hls({ maxBufferLength: 30, capLevelToPlayerSize: true, enableWorker: false });
  let renewed = false;
  hls.on(Hls.Events.ERROR, async (_event, data) => {
    if (!data.fatal) return;
    if (!renewed && data.response?.code === 401 && (await getMe().catch(() => null))) {
      renewed = true;
      hls.loadSource(url);
      return;
    }
    broken();
  });
  hls.loadSource(url);
  hls.attachMedia(element);
  return () => hls.destroy();
}

// What is answered: exactly one of the two is set.
export interface Target {
  promptId?: string;
  replyToVideoId?: string;
}

// One video on its way. Kept on the device from the moment of "send" until the server has every byte, so that a closed tab, a dead battery or
// a lost line costs nothing. `id` is the request id of its creation: asking twice creates one video.
export interface UploadRecord {
  id: string;
  userId: string;
  target: Target;
  blob: Blob;
  mediaType: string;
  createTime: string;
  videoId?: string;
  uploadUrl?: string;
}

export function sameTarget(a: Target, b: Target): boolean {
  return (a.promptId ?? '') === (b.promptId ?? '') && (a.replyToVideoId ?? '') === (b.replyToVideoId ?? '');
}

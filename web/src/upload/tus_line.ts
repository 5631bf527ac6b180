import type { DetailedError, HttpResponse } from 'tus-js-client';
import { noAnswer, parseProblem, type Problem } from '../api/problem';
import { refreshSession } from '../api/refresh';
import type { UploadRecord } from './record';
import type { Told } from './transfer';

// Small enough that little is sent twice on a line that breaks every minute, large enough that a good one is not held up.
const kChunkBytes = 1024 * 1024;

// Sends the rest of a record's bytes by tus: HEAD finds out where the server stands, PATCHes carry on from there.
export async function sendByTus(record: UploadRecord, told: Told, signal: AbortSignal): Promise<void> {
  const { Upload } = await import('tus-js-client').catch(() => {
    throw noAnswer();
  });
  let refused = 0;
  return new Promise((resolve, reject) => {
    const upload = new Upload(record.blob, {
      uploadUrl: new URL(record.uploadUrl ?? '', location.origin).href,
      chunkSize: kChunkBytes,
      // One try, and one more after a refreshed session; waiting for a better line is the transfer's business.
      retryDelays: [0],
      headers: { 'Parley-Session': 'cookie' },
      storeFingerprintForResuming: false,
      onProgress: (sent) => told.progress(sent),
      onChunkComplete: () => {
        refused = 0;
        told.taken();
      },
      onSuccess: () => resolve(),
      onAfterResponse: async (_request, response) => {
        if (response.getStatus() === 401) refused += (await refreshSession(Date.now())) ? 1 : 2;
      },
      onShouldRetry: (error) => (error as DetailedError).originalResponse?.getStatus() === 401 && refused === 1,
      onError: (error) => reject(problemOf('originalResponse' in error ? error.originalResponse : null)),
    });
    signal.addEventListener('abort', () => {
      void upload.abort().finally(() => resolve());
    });
    if (signal.aborted) resolve();
    else upload.start();
  });
}

function problemOf(response: HttpResponse | null): Problem {
  if (!response) return noAnswer();
  return parseProblem(
    response.getStatus(),
    response.getHeader('Content-Type') ?? '',
    response.getBody(),
    response.getHeader('Retry-After') ?? null,
  );
}

import { seconds } from '../api/values';
import type { Run, RunFormat, VideoLimits } from '../api/types';
import { t } from '../texts/texts.svelte';

export function formatName(format: RunFormat): string {
  if (format === 'FORMAT_SYNCHRONOUS') return t('run.synchronous');
  if (format === 'FORMAT_BLENDED') return t('run.blended');
  return t('run.asynchronous');
}

export interface Limits {
  minSeconds: number;
  maxSeconds: number;
  maxBytes: number;
}

// A run's bounds; what it leaves open is the platform's default.
export function limitsOf(limits: VideoLimits | undefined): Limits {
  return {
    minSeconds: seconds(limits?.minDuration) || 5,
    maxSeconds: seconds(limits?.maxDuration) || 180,
    maxBytes: Number(limits?.maxSizeBytes ?? 0) || 300 * 1024 * 1024,
  };
}

export function takesPeople(run: Run): boolean {
  return run.state === 'STATE_OPEN' || run.state === 'STATE_RUNNING';
}

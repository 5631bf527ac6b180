import { reasons, type QueueItem, type Reason, type Report } from '../api/moderation';
import { t } from '../texts/texts.svelte';

export function reasonName(reason: Reason | undefined): string {
  return t(`reason.${reason && reasons.includes(reason) ? reason : 'REASON_OTHER'}`);
}

export function outcome(report: Report): string {
  return t(`report.${report.state}`);
}

// A lease ends by itself: what counts is the clock, not the state that was read a while ago.
export function claimOf(item: QueueItem, userId: string, now: number): 'own' | 'other' | 'none' {
  if (item.state !== 'STATE_CLAIMED' || Date.parse(item.claimExpireTime ?? '') <= now) return 'none';
  return item.claimedBy === userId ? 'own' : 'other';
}

import type { Schemas } from './contract';
import { get, post } from './http';
import type { Page } from './types';

export type Reason = Schemas['moderation.Reason'];
export const reasons = [
  'REASON_HARASSMENT', 'REASON_HATE', 'REASON_SEXUAL', 'REASON_PRIVACY', 'REASON_VIOLENCE', 'REASON_DANGER', 'REASON_ILLEGAL', 'REASON_OFF_TOPIC', 'REASON_OTHER',
] as const satisfies readonly Reason[];

// Of its texts, `rule` is in English; apps have words of their own for the reason.
export type Decision = Schemas['moderation.Decision'];
export type Complaint = Schemas['moderation.QueueItem.Complaint'];
export type QueueItem = Schemas['moderation.QueueItem'];
export type Report = Schemas['moderation.Report'];
export type Nudged = Schemas['moderation.NudgeSilentResponse'];

export async function listQueueItems(decided: boolean, pageToken = ''): Promise<Page<QueueItem>> {
  const answer = await get('/v1/queueItems', { query: { decided: decided || undefined, pageSize: 20, pageToken } });
  return { items: answer.queueItems ?? [], nextPageToken: answer.nextPageToken ?? '' };
}

export function getQueueItem(id: string): Promise<QueueItem> {
  return get('/v1/queueItems/{queue_item_id}', { path: { queue_item_id: id } });
}

export function claimQueueItem(id: string, requestId: string): Promise<QueueItem> {
  return post('/v1/queueItems/{queue_item_id}:claim', { path: { queue_item_id: id }, requestId });
}

export function releaseQueueItem(id: string, requestId: string): Promise<QueueItem> {
  return post('/v1/queueItems/{queue_item_id}:release', { path: { queue_item_id: id }, requestId });
}

export type Verdict = { verdict: 'VERDICT_KEEP' } | { verdict: 'VERDICT_HIDE'; reason: Reason; statement: string };

export function decideQueueItem(id: string, verdict: Verdict & { etag?: string }, requestId: string): Promise<QueueItem> {
  return post('/v1/queueItems/{queue_item_id}:decide', { path: { queue_item_id: id }, body: verdict, requestId });
}

export function restoreVideo(videoId: string, reason: string, requestId: string): Promise<Decision> {
  return post('/v1/videos/{video_id}:restore', { path: { video_id: videoId }, body: { reason }, requestId });
}

export function reportVideo(videoId: string, report: { reason: Reason; text: string }, requestId: string): Promise<Report> {
  return post('/v1/videos/{video_id}:report', { path: { video_id: videoId }, body: report, requestId });
}

export async function listMyReports(pageToken = ''): Promise<Page<Report>> {
  const answer = await get('/v1/users/me/reports', { query: { pageSize: 20, pageToken } });
  return { items: answer.reports ?? [], nextPageToken: answer.nextPageToken ?? '' };
}

export function getReport(reportId: string): Promise<Report> {
  return get('/v1/reports/{report_id}', { path: { report_id: reportId } });
}

// The newest that hid videos of the signed-in user.
export async function listDecisionsOnMyVideos(): Promise<Page<Decision>> {
  const answer = await get('/v1/users/me/videoDecisions', { query: { pageSize: 100 } });
  return { items: answer.decisions ?? [], nextPageToken: answer.nextPageToken ?? '' };
}

export function nudgeParticipant(runId: string, userId: string, text: string, requestId: string): Promise<object> {
  return post('/v1/runs/{run_id}/participants/{user_id}:nudge', { path: { run_id: runId, user_id: userId }, body: { text }, requestId });
}

export function nudgeSilent(groupId: string, silentDays: number, text: string, requestId: string): Promise<Nudged> {
  return post('/v1/groups/{group_id}:nudgeSilent', { path: { group_id: groupId }, body: { silentDays, text }, requestId });
}

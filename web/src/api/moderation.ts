import { get, post } from './http';
import type { Page } from './types';

export const reasons = [
  'REASON_HARASSMENT', 'REASON_HATE', 'REASON_SEXUAL', 'REASON_PRIVACY', 'REASON_VIOLENCE', 'REASON_DANGER', 'REASON_ILLEGAL', 'REASON_OFF_TOPIC', 'REASON_OTHER',
] as const;
export type Reason = (typeof reasons)[number];

export interface Decision {
  videoId: string;
  verdict: 'VERDICT_KEEP' | 'VERDICT_HIDE';
  reason?: Reason;
  // In English; apps have words of their own for the reason.
  rule?: string;
  statement?: string;
  objection?: string;
  state: 'STATE_IN_EFFECT' | 'STATE_REVERSED';
  decideTime?: string;
  restoreReason?: string;
}

export interface Complaint {
  reportId: string;
  reason: Reason;
  text?: string;
  createTime?: string;
}

export interface QueueItem {
  queueItemId: string;
  kind: 'KIND_NEW_VIDEO' | 'KIND_REPORT';
  state: 'STATE_OPEN' | 'STATE_CLAIMED' | 'STATE_DECIDED' | 'STATE_CLOSED';
  gravity?: number;
  videoId: string;
  runId: string;
  authorId: string;
  createTime?: string;
  claimedBy?: string;
  claimExpireTime?: string;
  complaints?: Complaint[];
  complaintCount?: number;
  decision?: Decision;
  etag?: string;
}

export interface Report {
  reportId: string;
  videoId: string;
  runId?: string;
  reason: Reason;
  text?: string;
  state: 'STATE_OPEN' | 'STATE_ACTED_ON' | 'STATE_DISMISSED' | 'STATE_VIDEO_WITHDRAWN';
  createTime?: string;
  resolveTime?: string;
}

export interface Nudged {
  nudgedCount?: number;
  sparedCount?: number;
  remainingCount?: number;
}

const part = encodeURIComponent;
const item = (id: string, verb = '') => `/v1/queueItems/${part(id)}${verb}`;

export async function listQueueItems(decided: boolean, pageToken = ''): Promise<Page<QueueItem>> {
  const query = { decided: decided ? 'true' : undefined, pageSize: 20, pageToken };
  const answer = await get<{ queueItems?: QueueItem[]; nextPageToken?: string }>('/v1/queueItems', query);
  return { items: answer.queueItems ?? [], nextPageToken: answer.nextPageToken ?? '' };
}

export function getQueueItem(id: string): Promise<QueueItem> {
  return get(item(id));
}

export function claimQueueItem(id: string, requestId: string): Promise<QueueItem> {
  return post(item(id, ':claim'), {}, requestId);
}

export function releaseQueueItem(id: string, requestId: string): Promise<QueueItem> {
  return post(item(id, ':release'), {}, requestId);
}

export type Verdict = { verdict: 'VERDICT_KEEP' } | { verdict: 'VERDICT_HIDE'; reason: Reason; statement: string };

export function decideQueueItem(id: string, verdict: Verdict & { etag?: string }, requestId: string): Promise<QueueItem> {
  return post(item(id, ':decide'), verdict, requestId);
}

export function restoreVideo(videoId: string, reason: string, requestId: string): Promise<Decision> {
  return post(`/v1/videos/${part(videoId)}:restore`, { reason }, requestId);
}

export function reportVideo(videoId: string, report: { reason: Reason; text: string }, requestId: string): Promise<Report> {
  return post(`/v1/videos/${part(videoId)}:report`, report, requestId);
}

export async function listMyReports(pageToken = ''): Promise<Page<Report>> {
  const answer = await get<{ reports?: Report[]; nextPageToken?: string }>('/v1/users/me/reports', { pageSize: 20, pageToken });
  return { items: answer.reports ?? [], nextPageToken: answer.nextPageToken ?? '' };
}

export function getReport(reportId: string): Promise<Report> {
  return get(`/v1/reports/${part(reportId)}`);
}

// The newest that hid videos of the signed-in user.
export async function listDecisionsOnMyVideos(): Promise<Page<Decision>> {
  const answer = await get<{ decisions?: Decision[]; nextPageToken?: string }>('/v1/users/me/videoDecisions', { pageSize: 100 });
  return { items: answer.decisions ?? [], nextPageToken: answer.nextPageToken ?? '' };
}

export function nudgeParticipant(runId: string, userId: string, text: string, requestId: string): Promise<object> {
  return post(`/v1/runs/${part(runId)}/participants/${part(userId)}:nudge`, { text }, requestId);
}

export function nudgeSilent(groupId: string, silentDays: number, text: string, requestId: string): Promise<Nudged> {
  return post(`/v1/groups/${part(groupId)}:nudgeSilent`, { silentDays, text }, requestId);
}

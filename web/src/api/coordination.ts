import { get, post } from './http';
import type { UnplacedReason } from './scheduling';
import type { Page } from './types';

export interface Certificate {
  participants?: number;
  seatsPlaced?: number;
  upperBound?: number;
  gap?: number;
  hopefulParticipants?: number;
  groupsAtMost?: number;
  flowBound?: number;
  leastSeats?: number;
  mostSeats?: number;
  crossRegionPairs?: number;
  uncomfortableMinutes?: number;
}

export interface ProposedGroup {
  number: number;
  facilitatorId: string;
  language: string;
  memberIds?: string[];
  meetings?: { plannedMeetingId: string; moduleId: string; startTime: string; endTime: string }[];
}

export interface Unplaced {
  userId: string;
  reason: UnplacedReason;
  wouldSeatGroupNumbers?: number[];
}

export interface Plan {
  planId: string;
  runId: string;
  state: 'STATE_SOLVING' | 'STATE_PROPOSED' | 'STATE_ADOPTED' | 'STATE_DISCARDED' | 'STATE_SUPERSEDED' | 'STATE_FAILED';
  progressPercent?: number;
  failure?: 'FAILURE_NO_COMMON_HOUR' | 'FAILURE_NO_MEETING_LEFT' | 'FAILURE_TOO_COMPLEX';
  createTime?: string;
  etag?: string;
  outcome?: { groups?: ProposedGroup[]; unplaced?: Unplaced[]; certificate?: Certificate };
}

const part = encodeURIComponent;

export async function myPartnerIds(): Promise<string[]> {
  const answer = await get<{ partners?: { partnerId: string }[] }>('/v1/partners', { pageSize: 100 });
  return (answer.partners ?? []).map((partner) => partner.partnerId);
}

export async function listPlans(runId: string, pageToken = ''): Promise<Page<Plan>> {
  const answer = await get<{ plans?: Plan[]; nextPageToken?: string }>(`/v1/runs/${part(runId)}/plans`, { pageSize: 20, pageToken });
  return { items: answer.plans ?? [], nextPageToken: answer.nextPageToken ?? '' };
}

export function createPlan(runId: string, expectedAttendance: number, requestId: string): Promise<Plan> {
  return post(`/v1/runs/${part(runId)}/plans`, { expectedAttendance }, requestId);
}

export function getPlan(planId: string): Promise<Plan> {
  return get(`/v1/plans/${part(planId)}`);
}

export function cancelPlan(planId: string, requestId: string): Promise<Plan> {
  return post(`/v1/plans/${part(planId)}:cancel`, {}, requestId);
}

export function adoptPlan(plan: Plan, requestId: string): Promise<Plan> {
  return post(`/v1/plans/${part(plan.planId)}:adopt`, { etag: plan.etag }, requestId);
}

export function discardPlan(planId: string, requestId: string): Promise<Plan> {
  return post(`/v1/plans/${part(planId)}:discard`, {}, requestId);
}

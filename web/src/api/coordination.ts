import { get, post } from './http';
import type { Invitation } from './identity';
import type { UnplacedReason } from './scheduling';
import type { Enrolment, Page, Profile, Role, Run } from './types';

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

export interface Partner {
  partnerId: string;
  name?: string;
}

export interface RunFacilitator {
  runId: string;
  userId: string;
  mostGroups?: number;
  groupCount?: number;
  profile?: Profile;
}

// Somebody who has a role at a partner.
export interface RoleHolder {
  profile: Profile;
  email: string;
  role: Role;
}

// Somebody's place in a run, with who they are.
export type Person = Enrolment & { profile?: Profile };

const part = encodeURIComponent;

// The partner whose coordinator the signed-in user is.
export async function listMyPartners(): Promise<Partner[]> {
  return (await get<{ partners?: Partner[] }>('/v1/partners', { pageSize: 100 })).partners ?? [];
}

// In every state, newest first.
export async function listPartnerRuns(partnerId: string, pageToken = ''): Promise<Page<Run>> {
  const answer = await get<{ runs?: Run[]; nextPageToken?: string }>(`/v1/partners/${part(partnerId)}/runs`, { pageSize: 20, pageToken });
  return { items: answer.runs ?? [], nextPageToken: answer.nextPageToken ?? '' };
}

export async function listRunFacilitators(runId: string, pageToken = ''): Promise<Page<RunFacilitator>> {
  const answer = await get<{ facilitators?: RunFacilitator[]; nextPageToken?: string }>(`/v1/runs/${part(runId)}/facilitators`, { pageSize: 50, pageToken });
  return { items: answer.facilitators ?? [], nextPageToken: answer.nextPageToken ?? '' };
}

export function addRunFacilitator(runId: string, wish: { userId: string; mostGroups: number }, requestId: string): Promise<RunFacilitator> {
  return post(`/v1/runs/${part(runId)}/facilitators`, wish, requestId);
}

export function removeRunFacilitator(runId: string, userId: string, requestId: string): Promise<RunFacilitator> {
  return post(`/v1/runs/${part(runId)}/facilitators/${part(userId)}:remove`, {}, requestId);
}

// Everybody who facilitates for a partner, however many pages they fill.
export async function listFacilitatorsOf(partnerId: string): Promise<RoleHolder[]> {
  const all: RoleHolder[] = [];
  let pageToken = '';
  do {
    const query = { role: 'ROLE_FACILITATOR', pageSize: 100, pageToken };
    const answer = await get<{ roleHolders?: RoleHolder[]; nextPageToken?: string }>(`/v1/partners/${part(partnerId)}/roleHolders`, query);
    all.push(...(answer.roleHolders ?? []));
    pageToken = answer.nextPageToken ?? '';
  } while (pageToken);
  return all;
}

// A partner's invitations in every state, newest first.
export async function listInvitations(partnerId: string, pageToken = ''): Promise<Page<Invitation>> {
  const answer = await get<{ invitations?: Invitation[]; nextPageToken?: string }>('/v1/invitations', { partnerId, pageSize: 100, pageToken });
  return { items: answer.invitations ?? [], nextPageToken: answer.nextPageToken ?? '' };
}

export function inviteFacilitator(partnerId: string, email: string, locale: string, requestId: string): Promise<Invitation> {
  return post('/v1/invitations', { email, role: 'ROLE_FACILITATOR', partnerId, locale }, requestId);
}

// The people of a run, in the order in which they applied.
export async function listPeople(runId: string, pageToken = ''): Promise<Page<Person>> {
  const answer = await get<{ enrolments?: Person[]; nextPageToken?: string }>(`/v1/runs/${part(runId)}/enrolments`, { pageSize: 100, pageToken });
  return { items: answer.enrolments ?? [], nextPageToken: answer.nextPageToken ?? '' };
}

// What the people of a run are called, by user id; who told no name is left out.
export async function namesOf(runId: string): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  let pageToken = '';
  do {
    const page = await listPeople(runId, pageToken);
    for (const { userId, profile } of page.items) if (profile?.displayName) names.set(userId, profile.displayName);
    pageToken = page.nextPageToken;
  } while (pageToken);
  return names;
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

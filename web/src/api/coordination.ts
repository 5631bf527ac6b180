import type { Schemas } from './contract';
import { get, post } from './http';
import type { Invitation } from './identity';
import type { Enrolment, Page, Run } from './types';

export type Certificate = Schemas['scheduling.Certificate'];
export type ProposedGroup = Schemas['scheduling.ProposedGroup'];
export type Unplaced = Schemas['scheduling.Unplaced'];
export type Plan = Schemas['scheduling.Plan'];
export type Partner = Schemas['partners.Partner'];
export type RunFacilitator = Schemas['scheduling.RunFacilitator'];
// Somebody who has a role at a partner.
export type RoleHolder = Schemas['identity.RoleHolder'];

// Somebody's place in a run, with who they are.
export type Person = Enrolment;

// The partner whose coordinator the signed-in user is.
export async function listMyPartners(): Promise<Partner[]> {
  return (await get('/v1/partners', { query: { pageSize: 100 } })).partners ?? [];
}

// In every state, newest first.
export async function listPartnerRuns(partnerId: string, pageToken = ''): Promise<Page<Run>> {
  const answer = await get('/v1/partners/{partner_id}/runs', { path: { partner_id: partnerId }, query: { pageSize: 20, pageToken } });
  return { items: answer.runs ?? [], nextPageToken: answer.nextPageToken ?? '' };
}

export async function listRunFacilitators(runId: string, pageToken = ''): Promise<Page<RunFacilitator>> {
  const answer = await get('/v1/runs/{run_id}/facilitators', { path: { run_id: runId }, query: { pageSize: 50, pageToken } });
  return { items: answer.facilitators ?? [], nextPageToken: answer.nextPageToken ?? '' };
}

export function addRunFacilitator(runId: string, wish: { userId: string; mostGroups: number }, requestId: string): Promise<RunFacilitator> {
  return post('/v1/runs/{run_id}/facilitators', { path: { run_id: runId }, body: wish, requestId });
}

export function removeRunFacilitator(runId: string, userId: string, requestId: string): Promise<RunFacilitator> {
  return post('/v1/runs/{run_id}/facilitators/{user_id}:remove', { path: { run_id: runId, user_id: userId }, requestId });
}

// Everybody who facilitates for a partner, however many pages they fill.
export async function listFacilitatorsOf(partnerId: string): Promise<RoleHolder[]> {
  const all: RoleHolder[] = [];
  let pageToken = '';
  do {
    const query = { role: 'ROLE_FACILITATOR', pageSize: 100, pageToken } as const;
    const answer = await get('/v1/partners/{partner_id}/roleHolders', { path: { partner_id: partnerId }, query });
    all.push(...(answer.roleHolders ?? []));
    pageToken = answer.nextPageToken ?? '';
  } while (pageToken);
  return all;
}

// A partner's invitations in every state, newest first.
export async function listInvitations(partnerId: string, pageToken = ''): Promise<Page<Invitation>> {
  const answer = await get('/v1/invitations', { query: { partnerId, pageSize: 100, pageToken } });
  return { items: answer.invitations ?? [], nextPageToken: answer.nextPageToken ?? '' };
}

export function inviteFacilitator(partnerId: string, email: string, locale: string, requestId: string): Promise<Invitation> {
  return post('/v1/invitations', { body: { email, role: 'ROLE_FACILITATOR', partnerId, locale }, requestId });
}

// The people of a run, in the order in which they applied.
export async function listPeople(runId: string, pageToken = ''): Promise<Page<Person>> {
  const answer = await get('/v1/runs/{run_id}/enrolments', { path: { run_id: runId }, query: { pageSize: 100, pageToken } });
  return { items: answer.enrolments ?? [], nextPageToken: answer.nextPageToken ?? '' };
}

// The answers of both have no profile.
export function suspend(enrolmentId: string, requestId: string): Promise<Person> {
  return post('/v1/enrolments/{enrolment_id}:suspend', { path: { enrolment_id: enrolmentId }, requestId });
}

export function reinstate(enrolmentId: string, requestId: string): Promise<Person> {
  return post('/v1/enrolments/{enrolment_id}:reinstate', { path: { enrolment_id: enrolmentId }, requestId });
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
  const answer = await get('/v1/runs/{run_id}/plans', { path: { run_id: runId }, query: { pageSize: 20, pageToken } });
  return { items: answer.plans ?? [], nextPageToken: answer.nextPageToken ?? '' };
}

export function createPlan(runId: string, expectedAttendance: number, requestId: string): Promise<Plan> {
  return post('/v1/runs/{run_id}/plans', { path: { run_id: runId }, body: { expectedAttendance }, requestId });
}

export function getPlan(planId: string): Promise<Plan> {
  return get('/v1/plans/{plan_id}', { path: { plan_id: planId } });
}

export function cancelPlan(planId: string, requestId: string): Promise<Plan> {
  return post('/v1/plans/{plan_id}:cancel', { path: { plan_id: planId }, requestId });
}

export function adoptPlan(plan: Plan, requestId: string): Promise<Plan> {
  return post('/v1/plans/{plan_id}:adopt', { path: { plan_id: plan.planId }, body: { etag: plan.etag }, requestId });
}

export function discardPlan(planId: string, requestId: string): Promise<Plan> {
  return post('/v1/plans/{plan_id}:discard', { path: { plan_id: planId }, requestId });
}

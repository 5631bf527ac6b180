// Who runs an exchange, and the run they prepare.
import assert from 'node:assert/strict';
import { Person } from './person.mjs';
import { SEED_PARTNER } from './stack.mjs';

export const minutesAgo = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString();

// A time some days from now, on a whole minute as people choose it.
export const inDays = (days) => new Date(Math.ceil((Date.now() + days * 24 * 3600_000) / 60_000) * 60_000).toISOString();

// The operator, and a coordinator of the seed courses' partner.
export async function appointCoordinator(stack, email = 'coordinator@university.example') {
  const operator = await new Person(stack, stack.operatorEmail).signIn();
  const coordinator = new Person(stack, email);
  await operator.post('/v1/roles:grant', { email, role: 'ROLE_COORDINATOR', partnerId: SEED_PARTNER });
  await coordinator.signIn();
  return { operator, coordinator };
}

// Somebody whom the coordinator invites by mail, and who accepts.
export async function inviteFacilitator(coordinator, email, about) {
  const facilitator = await new Person(coordinator.stack, email, about).signIn();
  await coordinator.post('/v1/invitations', { email, role: 'ROLE_FACILITATOR', partnerId: SEED_PARTNER, locale: facilitator.locale });
  await facilitator.acceptInvitation();
  return facilitator;
}

export async function findCourse(person, title) {
  const { courses } = await person.get('/v1/courses');
  return courses.find((each) => each.title === title);
}

// Has a plan made, and answers it once it is proposed. `meanwhile` is what fate does while the planner works.
export async function makePlan(coordinator, runId, meanwhile = async () => {}) {
  const { planId } = await coordinator.post(`/v1/runs/${runId}/plans`, {});
  await meanwhile();
  let plan;
  await coordinator.stack.eventually('the plan is no longer being made', async () => {
    plan = await coordinator.get(`/v1/plans/${planId}`);
    return plan.state !== 'STATE_SOLVING';
  }, 120_000);
  assert.equal(plan.state, 'STATE_PROPOSED', JSON.stringify(plan));
  return plan;
}

// The groups of the adopted plan, in its order.
export async function adopt(coordinator, plan) {
  const adopted = await coordinator.post(`/v1/plans/${plan.planId}:adopt`, { etag: plan.etag });
  assert.equal(adopted.state, 'STATE_ADOPTED');
  const { groups } = await coordinator.get(`/v1/runs/${plan.runId}/groups`);
  const byMembers = new Map(groups.map((group) => [idsOf(group).join(), group]));
  return plan.outcome.groups.map((proposed) => byMembers.get([...proposed.memberIds].sort().join()));
}

export const idsOf = (group) => group.members.map((member) => member.userId).sort();

// A person's meetings of a group that lie ahead, the next first, cancelled ones too.
export async function meetingsOf(person, groupId) {
  const { meetings = [] } = await person.get('/v1/users/me/meetings?pageSize=100');
  return meetings.filter((meeting) => meeting.groupId === groupId);
}

// Where somebody stands in a run, once a seat is no longer being looked for.
export async function placementOf(person, runId) {
  let placement;
  await person.stack.eventually(`${person.email} has a seat or a reason`, async () => {
    placement = await person.get(`/v1/runs/${runId}/placements/me`);
    return placement.reason !== 'REASON_PENDING';
  });
  return placement;
}

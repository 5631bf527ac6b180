// Exchanges that meet: one whose groups a plan made, and runs with plans in every state that cases need.
import { adopt, inDays, makePlan } from '../run_setup.mjs';

async function meetingRun(world, people) {
  const { coordinator, facilitator, dialogue } = world;
  const run = await coordinator.post('/v1/runs', {
    run: {
      courseId: dialogue.courseId, format: 'FORMAT_SYNCHRONOUS', startTime: inDays(2), timeZone: 'Europe/Berlin', capacity: 30,
      groupSize: { minPresent: 2, maxPresent: 2 },
    },
    open: true,
  });
  await coordinator.post(`/v1/runs/${run.runId}/facilitators`, { userId: facilitator.userId });
  for (const each of people) await each.post(`/v1/runs/${run.runId}/enrolments`);
  return run;
}

// A run of two people with a plan that is proposed.
export async function plannedRun(world, people = [world.student, world.peer]) {
  const run = await meetingRun(world, people);
  return { run, plan: await makePlan(world.coordinator, run.runId) };
}

export async function prepareGroups(world) {
  const { coordinator, facilitator, student, peer, third, fourth } = world;
  const { run, plan } = await plannedRun(world, [student, peer, third, fourth]);
  world.meetingRun = run;
  world.groups = await adopt(coordinator, plan);
  if (world.groups.length !== 2) throw new Error(`two groups were wanted: ${JSON.stringify(plan.outcome)}`);
  const { meetings } = await facilitator.get('/v1/users/me/meetings?pageSize=100');
  world.meetings = meetings.filter((each) => world.groups.some((group) => group.groupId === each.groupId));
  world.group = world.groups.find((group) => group.members.some((member) => member.userId === student.userId));
  world.otherGroup = world.groups.find((group) => group !== world.group);
  world.proposed = await makePlan(coordinator, run.runId);
  world.planned = await plannedRun(world);
  world.discarded = await makePlan(coordinator, world.planned.run.runId);
  world.outdated = await plannedRun(world);
  world.unplanned = await meetingRun(world, []);
  world.emptyRun = await meetingRun(world, []);
  world.emptyPlan = await makePlan(coordinator, world.emptyRun.runId);
  // From now on plans are only begun.
  await world.stack.supervisor('stop', 'scheduling-planner');
}

// scheduling: when people can, the plans that place them, groups and meetings.
import { again, by, later, none, of } from '../table.mjs';

const OWN = none('it is about the caller alone');
const HOUSE = none('the exchange sees to who is let in');

const planOf = ({ planId }) => ({ planId });
const runOf = ({ runId }) => ({ runId });
const groupOf = ({ group: { groupId } }) => ({ groupId });
const meeting = (place) => ({ meetings }) => ({ meetingId: meetings[place].meetingId });

const AVAILABILITY = {
  availability: {
    timeZone: 'Africa/Tunis', windows: [{ weekday: 1, startMinute: 540, endMinute: 720 }],
    exceptions: [{ date: '2027-03-28', windows: [{ startMinute: 600, endMinute: 660 }] }],
  },
};

// Somebody who sees to a run's groups; that they have the role is asked when they act.
const addedTo = async (world) => {
  const { runId } = await world.newRun();
  await world.coordinator.post(`/v1/runs/${runId}/facilitators`, { userId: world.third.userId });
  return { runId, userId: world.third.userId };
};

const solving = async ({ coordinator, unplanned }) => planOf(await coordinator.post(`/v1/runs/${unplanned.runId}/plans`));

async function outdated({ coordinator, facilitator, outdated: { run, plan } }) {
  await coordinator.post(`/v1/runs/${run.runId}/facilitators/${facilitator.userId}:remove`);
  return planOf(plan);
}

export default of('scheduling.v1.SchedulingService', {
  GetMyAvailability: { good: () => ({}), foreign: OWN },
  SetMyAvailability: {
    by: 'outsider',
    good: () => AVAILABILITY,
    optional: ['availability.windows', 'availability.exceptions'],
    stale: 'availability.etag',
    foreign: OWN,
  },
  AddRunFacilitator: {
    good: async (world) => ({ ...runOf(await world.newRun()), userId: world.fourth.userId, languages: ['en'], mostGroups: 2 }),
    optional: ['languages', 'most_groups'],
    unknown: { user_id: 'OK' },
    foreign: 'rival',
    outOfState: { RUN_ENDED: ({ cancelled }, good) => ({ ...good, ...runOf(cancelled) }) },
  },
  RemoveRunFacilitator: {
    good: addedTo,
    foreign: 'rival',
    outOfState: { FACILITATOR_HAS_GROUPS: ({ meetingRun, facilitator }) => ({ runId: meetingRun.runId, userId: facilitator.userId }) },
  },
  ListRunFacilitators: {
    good: async (world) => {
      const { runId } = await addedTo(world);
      await world.coordinator.post(`/v1/runs/${runId}/facilitators`, { userId: world.fourth.userId });
      return { runId };
    },
    foreign: 'rival',
    pages: ({ meetingRun }) => runOf(meetingRun),
  },
  CreatePlan: {
    good: ({ emptyRun }) => ({ ...runOf(emptyRun), expectedAttendance: 0.8 }),
    optional: ['expected_attendance'],
    foreign: 'rival',
    outOfState: { PLAN_IN_PROGRESS: again, RUN_NOT_PLANNABLE: ({ cancelled }) => runOf(cancelled) },
  },
  GetPlan: { good: ({ proposed }) => planOf(proposed), foreign: 'rival' },
  ListPlans: { good: ({ meetingRun }) => runOf(meetingRun), foreign: 'rival', pages: ({ planned: { run } }) => runOf(run) },
  CancelPlan: { good: solving, foreign: 'rival', outOfState: { PLAN_NOT_SOLVING: again } },
  AdoptPlan: {
    good: ({ planned: { plan } }) => planOf(plan),
    stale: 'etag',
    foreign: 'rival',
    outOfState: {
      PLAN_NOT_PROPOSED: again,
      PLAN_EMPTY: ({ emptyPlan }) => planOf(emptyPlan),
      PLAN_OUTDATED: outdated,
      RUN_NOT_PLANNABLE: none('with its end a run loses its proposed plans: PLAN_NOT_PROPOSED is said first'),
    },
  },
  DiscardPlan: { good: ({ discarded }) => planOf(discarded), foreign: 'rival', outOfState: { PLAN_NOT_PROPOSED: again } },
  GetMyPlacement: { good: ({ meetingRun }) => runOf(meetingRun), foreign: 'outsider' },
  ListMyGroups: { by: 'facilitator', good: () => ({}), foreign: OWN, pages: () => by('student', {}) },
  GetGroup: { good: groupOf, foreign: ['outsider', 'rival', 'idle'] },
  ListRunGroups: { good: ({ meetingRun }) => runOf(meetingRun), foreign: 'rival', pages: ({ emptyRun }) => runOf(emptyRun) },
  ListMyMeetings: { good: () => ({}), foreign: OWN, pages: () => by('peer', {}) },
  GetMeeting: { by: 'facilitator', good: meeting(0), foreign: ['outsider', 'rival', 'idle'] },
  SetMeetingRoom: {
    good: (world) => ({ ...meeting(1)(world), roomUrl: 'https://rooms.example/dialogue' }),
    stale: 'etag',
    foreign: ['rival', 'idle'],
    outOfState: {
      MEETING_CANCELLED: async (world, good) => {
        const { meetingId } = meeting(2)(world);
        await world.facilitator.post(`/v1/meetings/${meetingId}:cancel`, { reason: 'The school is closed that week.' });
        return { ...good, meetingId };
      },
      MEETING_ENDED: later((world) => ({ ...meeting(3)(world), roomUrl: 'https://rooms.example/dialogue' })),
    },
  },
  CancelMeeting: {
    good: (world) => ({ ...meeting(4)(world), reason: 'The school is closed that week.' }),
    stale: 'etag',
    foreign: ['rival', 'idle'],
    outOfState: { MEETING_ENDED: later((world) => ({ ...meeting(3)(world), reason: 'It was long ago.' })) },
  },
});

export const internal = of('scheduling.v1.SchedulingInternalService', {
  GetGroupRun: { good: groupOf, foreign: HOUSE },
  GetSeat: {
    good: ({ meetingRun, student }) => ({ runId: meetingRun.runId, userId: student.userId }),
    unknown: { run_id: 'OK', user_id: 'OK' },
    foreign: HOUSE,
  },
});

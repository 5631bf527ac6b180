// catalog: courses, runs, enrolments, rosters, expressions of interest and offers.
import { inDays } from '../../run_setup.mjs';
import { again, by, later, none, of } from '../table.mjs';

const PUBLIC = none('anybody may see it');
const SECRET = none('whoever holds the secret may');
const OWN = none('it is about the caller alone');

const draft = (world) => world.newRun({ open: false });
const idOf = ({ runId }) => ({ runId });
const partner = (world) => ({ partnerId: world.seedPartner });

// The student's place in a run of its own.
const enrolled = async (world) => {
  const { runId } = await world.newRun();
  return { enrolmentId: (await world.student.post(`/v1/runs/${runId}/enrolments`)).enrolmentId };
};

const suspended = async (world) => {
  const place = await enrolled(world);
  await world.coordinator.post(`/v1/enrolments/${place.enrolmentId}:suspend`);
  return place;
};

// One that the student left.
const left = async (world) => {
  const place = await enrolled(world);
  await world.student.post(`/v1/enrolments/${place.enrolmentId}:withdraw`);
  return place;
};

const courseOf = (world) => ({
  course: {
    title: 'Rivers', summary: 'Of cities by the water.', languages: ['en', 'fr'], subjectTags: ['cities'], moocUrl: 'https://mooc.example/rivers',
    modules: [{ title: 'Springs', subtheme: 'Beginnings', week: 1, promptText: 'Where does yours begin?' }],
    ...partner(world),
  },
});

const runOf = ({ course }) => ({
  run: {
    courseId: course.courseId, title: 'In spring', format: 'FORMAT_ASYNCHRONOUS', startTime: inDays(3), endTime: inDays(80), timeZone: 'Africa/Tunis', capacity: 20,
    workingLanguages: ['en'], videoLimits: { minDuration: '5s', maxDuration: '180s', maxSizeBytes: '100000000' }, groupSize: { minPresent: 4, maxPresent: 8 },
    prompts: course.modules.map(({ moduleId }) => ({ moduleId, text: 'What do you see?', openTime: inDays(4), closeTime: inDays(70) })),
  },
  open: true,
});

// All that a template fills in, and what has a default.
const OPTIONAL_OF_RUN = ['open', ...['title', 'end_time', 'time_zone', 'working_languages', 'video_limits', 'group_size', 'prompts'].map((name) => `run.${name}`)];

export default of('catalog.v1.CatalogService', {
  ListCourses: { good: () => ({}), foreign: PUBLIC, pages: none('there is one list of courses') },
  GetCourse: { good: ({ course: { courseId } }) => ({ courseId }), foreign: PUBLIC },
  CreateCourse: {
    good: courseOf,
    optional: ['course.summary', 'course.subject_tags', 'course.mooc_url'],
    foreign: 'rival',
  },
  CreateRun: {
    good: runOf,
    optional: OPTIONAL_OF_RUN,
    free: { 'run.run_id': 'is not read', 'run.enrolled_count': 'is not read', 'run.partner_id': 'is not read', 'run.create_time': 'is not read', 'run.etag': 'is not read' },
    foreign: 'rival',
    outOfState: { PLAN_BREAKS_FORMAT: (_, good) => ({ ...good, run: { ...good.run, prompts: good.run.prompts.slice(1) } }) },
  },
  OpenRun: {
    good: async (world) => idOf(await draft(world)),
    stale: 'etag',
    foreign: 'rival',
    outOfState: { RUN_NOT_DRAFT: again },
  },
  CancelRun: {
    good: async (world) => idOf(await world.newRun()),
    stale: 'etag',
    foreign: 'rival',
    outOfState: { RUN_ENDED: later(async (world) => idOf(await world.newRun())) },
  },
  GetRun: { by: 'coordinator', good: async (world) => idOf(await draft(world)), foreign: ['rival', 'student', 'operator', 'nobody'] },
  ListPartnerRuns: { good: partner, foreign: 'rival', pages: (world) => by('rival', { partnerId: world.rivalPartner }) },
  ListRuns: { good: ({ course: { courseId } }) => ({ courseId }), foreign: PUBLIC, pages: () => ({ courseId: '-' }) },
  ListPartnerEvents: { good: partner, foreign: 'rival', free: { epoch: 'is not read before there is a position' } },
  ImportRoster: {
    good: async (world) => ({
      ...idOf(await world.newRun()), rowCount: 1, row: { line: 1, email: world.fresh('row'), locale: 'en', displayName: 'Amina', country: 'TN' },
    }),
    optional: ['row', 'row.line', 'row.email', 'row.locale', 'row.display_name', 'row.country'],
    free: { row: 'rows at fault are named in the answer' },
    foreign: 'rival',
    outOfState: { RUN_NOT_OPEN: async (world, good) => ({ ...good, ...idOf(await draft(world)) }) },
  },
  Enrol: {
    good: async (world) => idOf(await world.newRun()),
    foreign: PUBLIC,
    outOfState: { RUN_NOT_OPEN: ({ cancelled }) => idOf(cancelled) },
  },
  ListEnrolments: {
    good: ({ run }) => idOf(run),
    foreign: 'rival',
    pages: ({ run }) => ({ ...idOf(run), state: 'STATE_ENROLLED' }),
  },
  ListMyEnrolments: { good: () => ({}), foreign: OWN, pages: () => by('peer', {}) },
  WithdrawEnrolment: {
    good: enrolled,
    foreign: ['peer', 'coordinator'],
    outOfState: {
      ENROLMENT_ENDED: again,
      ENROLMENT_SUSPENDED: suspended,
    },
  },
  SuspendEnrolment: {
    good: enrolled,
    foreign: 'rival',
    outOfState: {
      NOT_ENROLLED: left,
    },
  },
  ReinstateEnrolment: {
    good: suspended,
    foreign: 'rival',
    outOfState: {
      NOT_SUSPENDED: left,
    },
  },
  CreateInterest: {
    good: (world) => ({
      interest: {
        email: world.fresh('visitor'), locale: 'en', courseIds: [world.course.courseId], formats: ['FORMAT_BLENDED'], languages: ['en'], topics: ['cities'],
      },
    }),
    optional: ['locale', 'course_ids', 'formats', 'languages', 'topics'].map((name) => `interest.${name}`),
    foreign: none('anybody may'),
  },
  ConfirmInterest: {
    good: async (world) => ({ token: await world.interestToken() }),
    foreign: SECRET,
    outOfState: {
      INTEREST_CLOSED: async (world) => {
        const token = await world.interestToken();
        await world.outsider.post('/v1/interests:withdraw', { token });
        return { token };
      },
      INTEREST_LINK_EXPIRED: later(async (world) => ({ token: await world.interestToken() })),
    },
  },
  WithdrawInterest: {
    good: async (world) => ({ token: await world.interestToken() }),
    foreign: SECRET,
    outOfState: { INTEREST_ENDED: again },
  },
  GetOffer: { good: async (world) => ({ token: await world.offerToken() }), foreign: SECRET },
  AcceptOffer: {
    by: 'outsider',
    good: async (world) => ({ token: await world.offerToken() }),
    foreign: SECRET,
    outOfState: {
      OFFER_USED: (_, good) => by('peer', good),
      OFFER_CLOSED: async (world) => {
        const { runId } = await world.newRun();
        const token = await world.offerToken(runId);
        await world.coordinator.post(`/v1/runs/${runId}:cancel`);
        return { token };
      },
      OFFER_EXPIRED: later(async (world) => ({ token: await world.offerToken((await world.newRun({ endTime: inDays(300) })).runId) })),
    },
  },
});

export const internal = of('catalog.v1.CatalogInternalService', {
  GetMembership: { good: ({ run, student }) => ({ runId: run.runId, userId: student.userId }), foreign: none('services ask for whomever they serve') },
});

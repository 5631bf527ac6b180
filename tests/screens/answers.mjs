// What the gateway would answer, as proto/parley/** say it, in the JSON that the gateway writes: one person's world, which changes by what the page asks.
const id = (n) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const ids = { me: id(1), other: id(2), guide: id(3), run: id(10), course: id(11), group: id(12), video: id(13), item: id(14), meeting: id(15), plan: id(16), partner: id(17), module: id(18), prompt: id(19), enrolment: id(20), report: id(31) };
const soon = '2027-03-30T16:00:00Z';

// The topics that people are mailed of, and those of them that cannot be turned off.
const mailed = [
  'TOPIC_VIDEO_REPLIED', 'TOPIC_ENROLMENT_CONFIRMED', 'TOPIC_ENROLMENT_WAITLISTED', 'TOPIC_ENROLMENT_PROMOTED', 'TOPIC_RUN_CANCELLED', 'TOPIC_VIDEO_HIDDEN', 'TOPIC_VIDEO_RESTORED', 'TOPIC_REPORT_RESOLVED',
  'TOPIC_PARTICIPANT_NUDGED', 'TOPIC_GROUP_PLACED', 'TOPIC_FACILITATOR_ASSIGNED', 'TOPIC_MEETING_SCHEDULED', 'TOPIC_MEETING_CHANGED', 'TOPIC_MEETING_CANCELLED', 'TOPIC_MEETING_LEFT',
];
const always = new Set(['TOPIC_RUN_CANCELLED', 'TOPIC_VIDEO_HIDDEN', 'TOPIC_MEETING_CANCELLED']);

export class Answers {
  // Every call of the page that changes something: { method, path, body }.
  asked = [];
  // Calls that the line loses.
  lost = new Set();
  #fixed = new Map();

  constructor(roles = []) {
    this.me = { userId: ids.me, email: 'amal@student.example', displayName: 'Amal', timeZone: 'Asia/Beirut', locale: 'en', roles };
    this.run = {
      runId: ids.run, courseId: ids.course, title: 'Newcomers in spring', format: 'FORMAT_BLENDED', state: 'STATE_OPEN', startTime: '2027-03-01T00:00:00Z', endTime: '2027-04-12T00:00:00Z',
      capacity: 20, enrolledCount: 12, workingLanguages: ['en', 'ar'], partnerId: ids.partner, etag: 'r1', groupSize: { minPresent: 8, maxPresent: 10 },
      prompts: [{ promptId: ids.prompt, moduleId: ids.module, text: 'Where do you feel at home?', openTime: '2027-03-01T00:00:00Z' }],
      meetings: [{ plannedMeetingId: id(21), moduleId: ids.module, duration: '7200s', windowStartTime: '2027-03-29T00:00:00Z', windowEndTime: '2027-04-05T00:00:00Z' }],
    };
    this.course = {
      courseId: ids.course, title: 'Newcomers and Nationalism', summary: 'Who belongs?', languages: ['en', 'ar'], subjectTags: ['migration'], partnerId: ids.partner,
      modules: [{ moduleId: ids.module, title: 'Arrival', week: 1 }],
    };
    this.meeting = { meetingId: ids.meeting, groupId: ids.group, runId: ids.run, moduleId: ids.module, startTime: soon, endTime: '2027-03-30T18:00:00Z', state: 'STATE_SCHEDULED', roomUrl: 'https://meet.example/42', etag: 'm1' };
    this.people = {
      [ids.me]: { userId: ids.me, displayName: 'Amal', country: 'LB', region: 'southern-mediterranean' }, [ids.other]: { userId: ids.other, displayName: 'Ben', country: 'DE', region: 'europe' },
      [ids.guide]: { userId: ids.guide }, [id(40)]: { userId: id(40), displayName: 'Omar', country: 'EG', region: 'southern-mediterranean' }, [id(41)]: { userId: id(41) },
    };
    const guide = roles.length > 0 ? ids.me : ids.guide;
    this.group = { groupId: ids.group, runId: ids.run, language: 'en', members: [ids.me, ids.other].map((userId) => ({ userId, profile: this.people[userId] })), facilitatorIds: [guide], facilitators: [this.people[guide]], seats: 10 };
    const enrolled = (n, userId, state) => ({ enrolmentId: id(n), runId: ids.run, userId, state, runTitle: 'Newcomers in spring', profile: this.people[userId] });
    // Pages by their tokens.
    this.enrolments = {
      '': { enrolments: [enrolled(20, ids.me, 'STATE_ENROLLED'), enrolled(22, ids.other, 'STATE_ENROLLED'), enrolled(23, id(41), 'STATE_WAITLISTED')], nextPageToken: 'second' },
      second: { enrolments: [enrolled(24, id(40), 'STATE_WITHDRAWN')] },
    };
    this.holders = [{ profile: this.people[ids.other], email: 'ben@uni.example', role: 'ROLE_FACILITATOR' }, { profile: this.people[ids.guide], email: 'nadia@uni.example', role: 'ROLE_FACILITATOR' }];
    this.invitations = [
      { invitationId: id(52), email: 'karim@uni.example', role: 'ROLE_FACILITATOR', partnerId: ids.partner, state: 'STATE_OPEN', expireTime: '2027-02-01T10:00:00Z' },
      { invitationId: id(53), email: 'ben@uni.example', role: 'ROLE_FACILITATOR', partnerId: ids.partner, state: 'STATE_ACCEPTED', expireTime: '2027-02-01T10:00:00Z' },
    ];
    this.video = {
      videoId: ids.video, runId: ids.run, promptId: ids.prompt, groupId: ids.group, authorId: ids.other, author: { userId: ids.other, displayName: 'Ben', country: 'DE' }, state: 'STATE_PUBLISHED', visible: true,
      duration: '12s', playback: { mp4Url: '/v1/videos/x/renditions/video.mp4', width: 640, height: 360 }, publishTime: '2026-01-01T00:00:00Z',
    };
    this.item = {
      queueItemId: ids.item, kind: 'KIND_REPORT', state: 'STATE_OPEN', gravity: 4, videoId: ids.video, runId: ids.run, groupId: ids.group, authorId: ids.other, etag: 'q1', complaintCount: 1,
      createTime: '2026-01-01T00:00:00Z', complaints: [{ reportId: id(30), reason: 'REASON_HARASSMENT', text: 'He mocks her accent.' }],
    };
    this.availability = { timeZone: 'Asia/Beirut', windows: [{ weekday: 1, startMinute: 1080, endMinute: 1200 }], exceptions: [{ date: '2027-03-28' }], etag: 'a1' };
    this.plan = {
      planId: ids.plan, runId: ids.run, state: 'STATE_PROPOSED', etag: 'p1', createTime: '2026-01-01T00:00:00Z',
      outcome: {
        groups: [{ number: 1, facilitatorId: ids.other, language: 'en', memberIds: [ids.me, ids.other], meetings: [{ plannedMeetingId: id(21), moduleId: ids.module, startTime: soon, endTime: '2027-03-30T18:00:00Z' }] }],
        unplaced: [{ userId: id(40), reason: 'REASON_NO_SLOT_FITS', wouldSeatGroupNumbers: [1] }, { userId: id(41), reason: 'REASON_NO_AVAILABILITY_GIVEN' }],
        certificate: { participants: 12, seatsPlaced: 10, upperBound: 11, gap: 1, hopefulParticipants: 11, groupsAtMost: 2, flowBound: 11, leastSeats: 8, mostSeats: 10, crossRegionPairs: 24, uncomfortableMinutes: 60 },
      },
    };
    this.reports = [];
    this.notifications = [];
    this.facilitators = [{ runId: ids.run, userId: ids.other, mostGroups: 2, groupCount: 1, profile: this.people[ids.other] }];
    this.preferences = mailed.map((topic) => ({ topic, byMail: true, ...(always.has(topic) ? { required: true } : {}) }));
  }

  // From now on the call is answered so: `problem` is { status, reason, errors }.
  refuse(call, problem) {
    this.#fixed.set(call, { status: problem.status, body: { title: 'Refused', ...problem } });
  }

  // Undefined for a call that nobody answers; null for one whose answer never arrives.
  answer(method, path, body, query = {}, requestId) {
    if (method !== 'GET') this.asked.push({ method, path, body, requestId });
    const call = `${method} ${path}`;
    if (this.lost.has(call)) return null;
    if (this.#fixed.has(call)) return this.#fixed.get(call);
    const answer = this.#table(body, query)[call];
    return answer === undefined ? undefined : { status: 200, body: typeof answer === 'function' ? answer() : answer };
  }

  #table(body, query) {
    return {
      'GET /v1/users/me': this.me,
      'GET /v1/users/me/notifications': () => ({ notifications: this.notifications, unreadCount: this.notifications.filter((each) => !each.readTime).length }),
      'POST /v1/users/me/notifications:markRead': {},
      'GET /v1/users/me/notificationPreferences': () => ({ preferences: this.preferences }),
      'PATCH /v1/users/me/notificationPreferences': () => ({ preferences: (this.preferences = this.preferences.map((each) => body.preferences.find(({ topic }) => topic === each.topic) ?? each)) }),
      'POST /v1/notifications:unsubscribe': { topic: 'TOPIC_MEETING_CHANGED' },
      'GET /v1/users/me/consents': {},
      'GET /v1/users/me/enrolments': { enrolments: [{ enrolmentId: ids.enrolment, runId: ids.run, userId: ids.me, state: 'STATE_ENROLLED', runTitle: this.run.title }] },
      'GET /v1/users/me/groups': { groups: [this.group] },
      'GET /v1/users/me/meetings': { meetings: [this.meeting] },
      'GET /v1/users/me/reports': () => ({ reports: this.reports }),
      [`GET /v1/reports/${ids.report}`]: () => this.reports[0] ?? { reportId: ids.report, videoId: ids.video, reason: 'REASON_HARASSMENT', text: 'He mocks her accent.', state: 'STATE_DISMISSED', createTime: '2026-01-01T00:00:00Z', resolveTime: '2026-01-02T00:00:00Z' },
      [`GET /v1/meetings/${ids.meeting}`]: () => this.meeting,
      [`POST /v1/meetings/${ids.meeting}:cancel`]: () => (this.meeting = { ...this.meeting, state: 'STATE_CANCELLED', cancelReason: body.reason, etag: 'm2' }),
      'GET /v1/users/me/availability': () => this.availability,
      'PUT /v1/users/me/availability': () => (this.availability = { ...body, etag: 'a2' }),
      'GET /v1/courses': { courses: [this.course] },
      [`GET /v1/courses/${ids.course}`]: this.course,
      'GET /v1/courses/-/runs': { runs: [this.run] },
      [`GET /v1/courses/${ids.course}/runs`]: { runs: [this.run] },
      [`GET /v1/runs/${ids.run}`]: () => this.run,
      [`POST /v1/runs/${ids.run}:cancel`]: () => (this.run = { ...this.run, state: 'STATE_CANCELLED', etag: 'r2' }),
      [`GET /v1/runs/${ids.run}/placements/me`]: { runId: ids.run, reason: 'REASON_NO_AVAILABILITY_GIVEN' },
      [`GET /v1/runs/${ids.run}/prompts`]: { prompts: [{ promptId: ids.prompt, runId: ids.run, moduleId: ids.module, text: 'Where do you feel at home?', ordinal: 1, groupId: ids.group }] },
      [`GET /v1/runs/${ids.run}/videos:mine`]: {},
      [`GET /v1/runs/${ids.run}/facilitators`]: () => ({ facilitators: this.facilitators }),
      [`POST /v1/runs/${ids.run}/facilitators`]: () => (this.facilitators = [...this.facilitators.filter((each) => each.userId !== body.userId), { runId: ids.run, ...body, profile: this.people[body.userId] }]).at(-1),
      [`POST /v1/runs/${ids.run}/facilitators/${ids.other}:remove`]: () => this.facilitators.shift(),
      [`GET /v1/runs/${ids.run}/enrolments`]: () => this.enrolments[query.pageToken ?? ''],
      [`POST /v1/enrolments/${id(22)}:suspend`]: { enrolmentId: id(22), runId: ids.run, userId: ids.other, state: 'STATE_SUSPENDED' },
      [`POST /v1/enrolments/${id(22)}:reinstate`]: { enrolmentId: id(22), runId: ids.run, userId: ids.other, state: 'STATE_ENROLLED' },
      [`GET /v1/partners/${ids.partner}/roleHolders`]: () => ({ roleHolders: this.holders.filter(({ role }) => role === query.role) }),
      'GET /v1/invitations': () => ({ invitations: this.invitations.filter(({ partnerId }) => partnerId === query.partnerId) }),
      'POST /v1/invitations': () => (this.invitations = [{ invitationId: id(54), state: 'STATE_OPEN', expireTime: '2027-02-02T10:00:00Z', ...body }, ...this.invitations])[0],
      [`POST /v1/runs/${ids.run}:open`]: () => (this.run = { ...this.run, state: 'STATE_OPEN', etag: 'r2' }),
      [`GET /v1/partners/${ids.partner}/runs`]: () => ({ runs: [this.run, { ...this.run, runId: id(60), title: 'Newcomers of last year', state: 'STATE_FINISHED' }] }),
      [`GET /v1/runs/${ids.run}/plans`]: () => ({ plans: [{ ...this.plan, outcome: undefined }] }),
      [`POST /v1/runs/${ids.run}/plans`]: () => (this.plan = { planId: ids.plan, runId: ids.run, state: 'STATE_SOLVING', progressPercent: 40, etag: 'p0' }),
      [`GET /v1/plans/${ids.plan}`]: () => this.plan,
      [`POST /v1/plans/${ids.plan}:adopt`]: () => (this.plan = { ...this.plan, state: 'STATE_ADOPTED', etag: 'p2' }),
      [`POST /v1/plans/${ids.plan}:cancel`]: () => (this.plan = { ...this.plan, state: 'STATE_DISCARDED' }),
      'GET /v1/partners': { partners: [{ partnerId: ids.partner, name: 'University' }] },
      [`GET /v1/groups/${ids.group}`]: this.group,
      [`GET /v1/groups/${ids.group}/videos`]: { videos: [this.video] },
      [`POST /v1/groups/${ids.group}:nudgeSilent`]: { nudgedCount: 1 },
      [`GET /v1/prompts/${ids.prompt}`]: { promptId: ids.prompt, runId: ids.run, moduleId: ids.module, text: 'Where do you feel at home?', groupId: ids.group },
      [`GET /v1/videos/${ids.video}`]: this.video,
      [`GET /v1/videos/${ids.video}/replies`]: {},
      [`POST /v1/videos/${ids.video}:report`]: () => (this.reports = [{ reportId: ids.report, videoId: ids.video, state: 'STATE_OPEN', ...body }])[0],
      [`POST /v1/videos/${ids.video}:restore`]: () => (this.item.decision = { ...this.item.decision, state: 'STATE_REVERSED', restoreReason: body.reason }),
      'GET /v1/users/me/videoDecisions': {
        decisions: [{ videoId: ids.video, verdict: 'VERDICT_HIDE', reason: 'REASON_PRIVACY', state: 'STATE_IN_EFFECT', statement: 'Your sister did not agree.', rule: 'Nobody without their agreement.', objection: 'Write to us.' }],
      },
      'GET /v1/queueItems': () => ({ queueItems: [this.item] }),
      [`GET /v1/queueItems/${ids.item}`]: () => this.item,
      [`POST /v1/queueItems/${ids.item}:claim`]: () => (this.item = { ...this.item, state: 'STATE_CLAIMED', claimedBy: ids.me, claimExpireTime: new Date(Date.now() + 600_000).toISOString() }),
      [`POST /v1/queueItems/${ids.item}:decide`]: () => (this.item = { ...this.item, state: 'STATE_DECIDED', decision: { ...body, videoId: ids.video, state: 'STATE_IN_EFFECT' } }),
      'POST /v1/interests': { interestId: id(50), state: 'STATE_UNCONFIRMED' },
      'POST /v1/interests:confirm': { interestId: id(50), state: 'STATE_OPEN' },
      'POST /v1/interests:withdraw': { interestId: id(50), state: 'STATE_CLOSED' },
      'POST /v1/offers:get': { state: 'STATE_HELD', run: this.run, expireTime: '2027-02-01T10:00:00Z' },
      'POST /v1/offers:accept': { enrolmentId: ids.enrolment, runId: ids.run, userId: ids.me, state: 'STATE_ENROLLED' },
      'POST /v1/invitations:accept': { invitationId: id(51), email: this.me.email, role: 'ROLE_FACILITATOR', state: 'STATE_ACCEPTED' },
      'POST /v1/sessions:refresh': {},
    };
  }
}

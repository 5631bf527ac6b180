// What people were told is so. Users write here when an answer has come, and never before; invariants look everything up that stands here.
export class Ledger {
  videos = new Map(); // by id: { videoId, authorId, replyTo, groupId, runId, whole, withdrawn }
  enrolments = new Map(); // by id: { enrolmentId, runId, userId, withdrawn, confirmed, waitlisted, withdrawals }: how often each was told
  consents = new Map(); // of a person, to the publication of videos: whether it is given
  names = new Map(); // of a person
  reports = new Map(); // by id: { reportId, videoId, reporterId }
  decisions = new Map(); // by the queue item's id: { queueItemId, videoId, verdict, statement, by }
  restorations = []; // { decisionId, videoId, reason, by }
  nudges = new Map(); // by id: { nudgeId, runId, userId, text }
  runs = new Map(); // by id, with the title
  facilitators = new Map(); // `${runId} ${userId}`: whether they are one of that run
  acts = {}; // how many of each kind

  count(kind) {
    this.acts[kind] = (this.acts[kind] ?? 0) + 1;
  }

  // Somebody's place in a run, for the first time or anew.
  enrolled({ enrolmentId, runId, userId, state }) {
    const known = this.enrolments.get(enrolmentId) ?? { enrolmentId, runId, userId, confirmed: 0, waitlisted: 0, withdrawals: 0 };
    if (state === 'STATE_WAITLISTED') known.waitlisted++;
    else known.confirmed++;
    known.withdrawn = false;
    this.enrolments.set(enrolmentId, known);
  }

  left(enrolmentId) {
    const known = this.enrolments.get(enrolmentId);
    known.withdrawals++;
    known.withdrawn = true;
  }

  enrolmentOf(userId, runId) {
    return [...this.enrolments.values()].find((each) => each.userId === userId && each.runId === runId);
  }

  videosOf(userId) {
    return [...this.videos.values()].filter((each) => each.authorId === userId);
  }
}

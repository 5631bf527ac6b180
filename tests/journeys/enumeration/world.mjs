// What there is when the enumeration begins: an exchange with videos, one with groups that meet, and what cases make on their way.
import { randomUUID } from 'node:crypto';
import { Person, tokenIn } from '../person.mjs';
import { minutesAgo } from '../run_setup.mjs';
import { SEED_PARTNER } from '../stack.mjs';
import { methodOf } from './contracts.mjs';
import { gatherPeople } from './people.mjs';
import { prepareExchange } from './videos.mjs';
import { prepareGroups } from './groups.mjs';

const TWO_DAYS = 48 * 60; // minutes

export class World {
  seedPartner = SEED_PARTNER;
  made = 0;

  static async prepare(stack, house) {
    const world = new World();
    Object.assign(world, { stack, house });
    const { people, ...rest } = await gatherPeople(stack);
    Object.assign(world, people, rest, { people });
    const { courses } = await world.coordinator.get('/v1/courses');
    world.course = courses.find((each) => each.title === 'Newcomers and Nationalism');
    world.dialogue = courses.find((each) => each.title === 'Introduction to Dialogue Facilitation');
    world.cancelled = await world.cancelledRun();
    await Promise.all([prepareExchange(world), prepareGroups(world)]);
    return world;
  }

  // An address that nobody had before.
  fresh(name) {
    this.made++;
    return `${name}-${this.made}-${randomUUID().slice(0, 8)}@fresh.example`;
  }

  // A run of the exchange's course in a state; `more` of its plan.
  async newRun({ open = true, ...more } = {}) {
    const run = { courseId: this.course.courseId, format: 'FORMAT_ASYNCHRONOUS', startTime: minutesAgo(TWO_DAYS), capacity: 50, ...more };
    return this.coordinator.post('/v1/runs', { run, open });
  }

  async cancelledRun() {
    return this.coordinator.post(`/v1/runs/${(await this.newRun()).runId}:cancel`);
  }

  // The secret of a mail's link to an address.
  async mailed(email, pattern, seen = 0) {
    return tokenIn(await this.stack.inbox.next(email, seen, pattern), pattern);
  }

  // The token of an open sign-in link.
  async signInToken(email = this.fresh('signer')) {
    await new Person(this.stack).post('/v1/signIns', { email });
    return this.mailed(email, /sign-in\/confirm/);
  }

  async invite(email = this.fresh('invited'), role = 'ROLE_FACILITATOR') {
    return this.coordinator.post('/v1/invitations', { email, role, partnerId: SEED_PARTNER });
  }

  // The token of a new invitation to somebody who can sign in.
  async invitationToken(who, role) {
    const seen = await this.stack.inbox.count(who.email, /invitations\/accept/);
    const { invitationId } = await this.invite(who.email, role);
    return { invitationId, token: await this.mailed(who.email, /invitations\/accept/, seen) };
  }

  // The token to confirm a new expression of interest, in what no run offers.
  async interestToken() {
    const email = this.fresh('visitor');
    await new Person(this.stack).post('/v1/interests', { interest: { email, topics: ['nothing-like-it'] } });
    return this.mailed(email, /\/interests\/confirm#/);
  }

  // The token of a seat held in a run for somebody on a roster.
  async offerToken(runId) {
    runId ??= (await this.newRun()).runId;
    const email = this.fresh('guest');
    const method = methodOf('parley.catalog.v1.CatalogService/ImportRoster');
    const answer = await this.house.call(method, { runId, rowCount: 1, requestId: randomUUID(), row: { line: 1, email } }, { token: this.clientTokens['rosters.write'] });
    if (answer.json?.invitedCount !== 1) throw new Error(`nobody was invited: ${JSON.stringify(answer)}`);
    return this.mailed(email, /\/offers#/);
  }

  // Everybody's tokens have run out: they come back.
  async returnAll() {
    await Promise.all(Object.values(this.people).map((each) => each.signIn()));
  }
}

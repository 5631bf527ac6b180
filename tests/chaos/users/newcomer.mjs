// Somebody new each time, who signs in by the link in a real mail and joins. Mails may take their time: a round does not wait for them.
import { tokenIn } from '../../journeys/person.mjs';
import { changeName } from '../profile.mjs';

export const count = 1;
export const counts = false;

// A mailbox that can't be reached, being struck too, is looked at again.
function nothingYet(error) {
  if (error.message !== 'fetch failed') throw error;
  return [];
}

export async function act(user) {
  const { ledger, place, random, stack } = user;
  Object.assign(user, { email: `newcomer-${random.between(1, 1e9)}@student.example`, token: undefined, refreshToken: undefined });
  await user.post('/v1/signIns', { email: user.email, locale: user.locale, timeZone: user.timeZone });
  const mail = await user.wait(async () => (await stack.inbox.all(user.email, /sign-in\/confirm/).catch(nothingYet))[0]);
  if (!mail) return undefined;
  const session = await user.post('/v1/sessions', { token: tokenIn(mail, /sign-in\/confirm/) }, { lawful: ['SIGN_IN_LINK_EXPIRED'] });
  if (!session) return undefined; // the clock was set forward
  Object.assign(user, { token: session.accessToken, refreshToken: session.refreshToken, userId: session.user.userId });
  await changeName(user);
  const { runId } = place.run;
  const { enrolmentId, state } = await user.post(`/v1/runs/${runId}/enrolments`);
  ledger.enrolled({ enrolmentId, runId, userId: user.userId, state });
  return 'newcomer joined';
}

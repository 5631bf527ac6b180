// Looks at what waits in the queue, decides, and takes back what was hidden in error. There are two, who stand in for each other.
import { changeName } from '../profile.mjs';

export const count = 2;

export const act = async (user) => (await user.random.weighed([[4, decide], [2, restore], [1, changeName]])(user)) ?? changeName(user);

async function decide(user) {
  const { ledger, random } = user;
  const items = await user.list(`/v1/queueItems?runId=${user.place.run.runId}`, 'queueItems');
  if (items.length === 0) return undefined;
  const { queueItemId, videoId } = random.pick(items);
  // The colleague may be at it, or its author take it back; and a claim ends when the clock is set forward.
  const lawful = ['ITEM_CLAIMED', 'ITEM_CLOSED', 'CLAIM_NEEDED'];
  if (!(await user.post(`/v1/queueItems/${queueItemId}:claim`, {}, { lawful }))) return undefined;
  const statement = `Somebody can be heard in it who is not here (${random.between(1, 1_000_000)}).`;
  const verdict = random.next() < 0.5
    ? { verdict: 'VERDICT_HIDE', reason: 'REASON_PRIVACY', statement }
    : { verdict: 'VERDICT_KEEP' };
  if (!(await user.post(`/v1/queueItems/${queueItemId}:decide`, verdict, { lawful }))) return undefined;
  ledger.decisions.set(queueItemId, { queueItemId, videoId, ...verdict, by: user.userId });
  return 'item decided';
}

async function restore(user) {
  const { ledger, random } = user;
  const hidden = [...ledger.decisions.values()].filter((each) => each.verdict === 'VERDICT_HIDE' && !each.restored);
  if (hidden.length === 0) return undefined;
  const decision = random.pick(hidden);
  const reason = `It was a street's name (${random.between(1, 1_000_000)}).`;
  const reversed = await user.post(`/v1/videos/${decision.videoId}:restore`, { reason }, { lawful: ['VIDEO_NOT_HIDDEN'] });
  if (!reversed) return undefined;
  decision.restored = true;
  ledger.restorations.push({ decisionId: reversed.decisionId, videoId: decision.videoId, reason, by: user.userId });
  return 'video restored';
}

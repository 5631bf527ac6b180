// Who there is: somebody of each role, of two partners, and a program of each scope.
import { randomUUID } from 'node:crypto';
import { Person } from '../person.mjs';
import { SEED_PARTNER } from '../stack.mjs';
import { settle } from '../crowd.mjs';

const SCOPES = ['courses.write', 'runs.write', 'rosters.write', 'events.read'];
const DAYTIME = { windows: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute: 9 * 60, endMinute: 21 * 60 })) };
const GERMAN = { country: 'DE', timeZone: 'Europe/Berlin' };
const TUNISIAN = { country: 'TN', timeZone: 'Africa/Tunis' };

export const person = (stack, name, about = {}) => Object.assign(new Person(stack, `${name}@people.example`, about), about);

const grant = (operator, email, role, partnerId) => operator.post('/v1/roles:grant', { email, role, partnerId });

async function withRole(stack, operator, name, role, partnerId) {
  const who = person(stack, name, GERMAN);
  await grant(operator, who.email, role, partnerId);
  return who.signIn();
}

export async function client(coordinator, partnerId, scopes) {
  const { apiClient, clientSecret } = await coordinator.post('/v1/apiClients', { partnerId, name: scopes.join(), scopes });
  const { accessToken } = await coordinator.ask('/v1/apiTokens', { clientId: apiClient.apiClientId, clientSecret });
  return { apiClientId: apiClient.apiClientId, clientSecret, token: accessToken };
}

// Another institution, by way of its inquiry.
async function anotherPartner(operator) {
  const inquiry = { organisation: 'Rival University', kind: 'KIND_UNIVERSITY', contactName: 'Rita', contactEmail: 'rita@people.example' };
  const { inquiryId } = await operator.call('POST', '/v1/inquiries', inquiry, { bare: true, headers: { 'idempotency-key': randomUUID() } });
  await operator.post(`/v1/inquiries/${inquiryId}:review`);
  return (await operator.post(`/v1/inquiries/${inquiryId}:accept`)).partnerId;
}

// Tokens of those who may no more.
async function former(stack, operator, coordinator) {
  const dismissed = await withRole(stack, operator, 'dismissed', 'ROLE_COORDINATOR', SEED_PARTNER);
  await operator.post('/v1/roles:revoke', { email: dismissed.email, role: 'ROLE_COORDINATOR', partnerId: SEED_PARTNER });
  const revoked = await client(coordinator, SEED_PARTNER, SCOPES);
  await coordinator.post(`/v1/apiClients/${revoked.apiClientId}:revoke`);
  return { dismissedToken: dismissed.token, revokedClientToken: revoked.token };
}

// Participants who speak and are awake together, two of each region; one who has not consented to anything, and some who take part in nothing.
async function participants(stack) {
  const about = { languages: ['en'], availability: DAYTIME };
  const [student, peer, third, fourth] = [GERMAN, TUNISIAN, GERMAN, TUNISIAN].map((country, index) =>
    person(stack, ['student', 'peer', 'third', 'fourth'][index], { ...country, ...about }));
  const [silent, waiting, outsider, leaver, invitee] = ['silent', 'waiting', 'outsider', 'leaver', 'invitee'].map((name) => person(stack, name));
  await Promise.all([student, peer, third, fourth].map(settle));
  await Promise.all([silent, waiting, outsider, leaver, invitee].map((each) => each.signIn()));
  await waiting.post('/v1/users/me/consents/KIND_VIDEO_PUBLICATION:give');
  return { student, peer, third, fourth, silent, waiting, outsider, leaver, invitee };
}

export async function gatherPeople(stack) {
  const operator = await new Person(stack, stack.operatorEmail).signIn();
  const rivalPartner = await anotherPartner(operator);
  const [facilitator, idle, officer, coordinator, rival] = await Promise.all([
    withRole(stack, operator, 'facilitator', 'ROLE_FACILITATOR', SEED_PARTNER),
    withRole(stack, operator, 'idle', 'ROLE_FACILITATOR', SEED_PARTNER), // of no run
    withRole(stack, operator, 'officer', 'ROLE_SAFEGUARDING_OFFICER'),
    withRole(stack, operator, 'coordinator', 'ROLE_COORDINATOR', SEED_PARTNER),
    withRole(stack, operator, 'rival', 'ROLE_COORDINATOR', rivalPartner),
  ]);
  const clientTokens = {};
  for (const scope of SCOPES) clientTokens[scope] = (await client(coordinator, SEED_PARTNER, [scope])).token;
  await facilitator.setAvailability(DAYTIME.windows);
  const people = { operator, facilitator, idle, officer, coordinator, rival, ...(await participants(stack)) };
  const rivalClientToken = (await client(rival, rivalPartner, SCOPES)).token;
  return { people, rivalPartner, clientTokens, rivalClientToken, ...(await former(stack, operator, coordinator)) };
}

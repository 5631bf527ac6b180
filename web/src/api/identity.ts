import { call, get, post } from './http';
import type { Consent, ConsentKind, Role, Session, SignIn, User } from './types';

export type Profiled = Pick<User, 'displayName' | 'country' | 'timeZone' | 'locale'>;

export function requestSignIn(
  wish: { email: string; locale: string; timeZone: string; continuePath: string },
  requestId: string,
): Promise<SignIn> {
  return post('/v1/signIns', wish, requestId);
}

export function completeSignIn(token: string, requestId: string): Promise<Session> {
  return post('/v1/sessions', { token }, requestId);
}

export function endSession(): Promise<object> {
  return post('/v1/sessions:end');
}

export function getMe(): Promise<User> {
  return get('/v1/users/me');
}

export function updateMe(changes: Partial<Profiled>, requestId?: string): Promise<User> {
  const updateMask = Object.keys(changes).join(',');
  return call('PATCH', '/v1/users/me', { query: { updateMask }, body: changes, bare: true, requestId });
}

export async function listConsents(): Promise<Consent[]> {
  return (await get<{ consents?: Consent[] }>('/v1/users/me/consents')).consents ?? [];
}

export function giveConsent(kind: ConsentKind, requestId?: string): Promise<Consent> {
  return post(`/v1/users/me/consents/${kind}:give`, {}, requestId);
}

export function withdrawConsent(kind: ConsentKind, requestId?: string): Promise<Consent> {
  return post(`/v1/users/me/consents/${kind}:withdraw`, {}, requestId);
}

export interface Invitation {
  invitationId: string;
  email: string;
  role: Role;
  state: 'STATE_OPEN' | 'STATE_ACCEPTED' | 'STATE_REVOKED' | 'STATE_EXPIRED';
  expireTime?: string;
}

export function acceptInvitation(token: string, requestId: string): Promise<Invitation> {
  return post('/v1/invitations:accept', { token }, requestId);
}

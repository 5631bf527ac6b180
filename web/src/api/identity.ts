import type { Schemas } from './contract';
import { get, patch, post } from './http';
import type { Consent, ConsentKind, Session, SignIn, User } from './types';

export type Invitation = Schemas['identity.Invitation'];

export type Profiled = Pick<User, 'displayName' | 'country' | 'timeZone' | 'locale'>;

export function requestSignIn(
  wish: { email: string; locale: string; timeZone: string; continuePath: string },
  requestId: string,
): Promise<SignIn> {
  return post('/v1/signIns', { body: wish, requestId });
}

export function completeSignIn(token: string, requestId: string): Promise<Session> {
  return post('/v1/sessions', { body: { token }, requestId });
}

export function endSession(): Promise<object> {
  return post('/v1/sessions:end');
}

export function getMe(): Promise<User> {
  return get('/v1/users/me');
}

export function updateMe(changes: Partial<Profiled>, requestId?: string): Promise<User> {
  const updateMask = Object.keys(changes).join(',');
  return patch('/v1/users/me', { query: { updateMask }, body: changes, requestId });
}

export async function listConsents(): Promise<Consent[]> {
  return (await get('/v1/users/me/consents')).consents ?? [];
}

export function giveConsent(kind: ConsentKind, requestId?: string): Promise<Consent> {
  return post('/v1/users/me/consents/{kind}:give', { path: { kind }, requestId });
}

export function withdrawConsent(kind: ConsentKind, requestId?: string): Promise<Consent> {
  return post('/v1/users/me/consents/{kind}:withdraw', { path: { kind }, requestId });
}

export function acceptInvitation(token: string, requestId: string): Promise<Invitation> {
  return post('/v1/invitations:accept', { body: { token }, requestId });
}

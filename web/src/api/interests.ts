import { call, post } from './http';
import type { Enrolment, Run, RunFormat } from './types';

export interface Interest {
  interestId: string;
  state: 'STATE_UNCONFIRMED' | 'STATE_OPEN' | 'STATE_OFFERED' | 'STATE_ACCEPTED' | 'STATE_EXPIRED' | 'STATE_CLOSED';
}

// What somebody would like to take part in; an empty list means any.
export interface NewInterest {
  email: string;
  locale: string;
  courseIds: string[];
  formats: RunFormat[];
  languages: string[];
  topics: string[];
}

export interface Offer {
  state: 'STATE_HELD' | 'STATE_ACCEPTED' | 'STATE_EXPIRED' | 'STATE_CLOSED';
  run: Run;
  expireTime: string;
}

export function createInterest(interest: NewInterest, requestId: string): Promise<Interest> {
  return post('/v1/interests', { interest }, requestId);
}

export function confirmInterest(token: string, requestId: string): Promise<Interest> {
  return post('/v1/interests:confirm', { token }, requestId);
}

export function withdrawInterest(token: string, requestId: string): Promise<Interest> {
  return post('/v1/interests:withdraw', { token }, requestId);
}

// A POST that changes nothing: the token is a secret, and no part of an address.
export function getOffer(token: string): Promise<Offer> {
  return call('POST', '/v1/offers:get', { body: { token }, bare: true });
}

export function acceptOffer(token: string, requestId: string): Promise<Enrolment> {
  return post('/v1/offers:accept', { token }, requestId);
}

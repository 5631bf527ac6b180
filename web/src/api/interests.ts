import type { Schemas } from './contract';
import { post } from './http';
import type { Enrolment } from './types';

export type Interest = Schemas['catalog.ExpressionOfInterest'];
// What somebody would like to take part in; an empty list means any.
export type NewInterest = Schemas['catalog.ExpressionOfInterestInput'];
export type Offer = Schemas['catalog.Offer'];

export function createInterest(interest: NewInterest, requestId: string): Promise<Interest> {
  return post('/v1/interests', { body: { interest }, requestId });
}

export function confirmInterest(token: string, requestId: string): Promise<Interest> {
  return post('/v1/interests:confirm', { body: { token }, requestId });
}

export function withdrawInterest(token: string, requestId: string): Promise<Interest> {
  return post('/v1/interests:withdraw', { body: { token }, requestId });
}

// A POST that changes nothing: the token is a secret, and no part of an address.
export function getOffer(token: string): Promise<Offer> {
  return post('/v1/offers:get', { body: { token } });
}

export function acceptOffer(token: string, requestId: string): Promise<Enrolment> {
  return post('/v1/offers:accept', { body: { token }, requestId });
}

// What a call may say and what it is answered with, by its route: all from the gateway's own document (schema.d.ts).
import type { components, paths } from './schema';

export type Schemas = components['schemas'];

export type Verb = 'get' | 'post' | 'put' | 'patch';

// The routes that take a verb.
export type Route<V extends Verb> = { [P in keyof paths]: paths[P] extends Record<V, object> ? P : never }[keyof paths];

type Json<T> = T extends { content: { 'application/json': infer Value } } ? Value : never;

export type Answer<V extends Verb, P extends Route<V>> = paths[P][V] extends { responses: { 200: infer Told } } ? Json<Told> : never;

type InPath<O> = O extends { parameters: { path: infer Fields } } ? { path: Fields } : { path?: undefined };
type InQuery<O> = O extends { parameters: { query?: infer Fields } } ? { query?: { [F in keyof Fields]?: Fields[F] | '' } } : { query?: undefined };
// The request id goes by a header, for any body.
type InBody<O> = O extends { requestBody: infer Body }
  ? { body: Omit<Json<Body>, 'requestId'> }
  : O extends { requestBody?: infer Body }
    ? { body?: Omit<Json<NonNullable<Body>>, 'requestId'> }
    : { body?: undefined };
// Of the act that this call is a try of; a new one when absent.
type OfAct = { requestId?: string };

type Given<V extends Verb, P extends Route<V>> = InPath<paths[P][V]> & InQuery<paths[P][V]> & (V extends 'get' ? unknown : InBody<paths[P][V]> & OfAct);

// What stands behind the route in a call; nothing where nothing must be given.
export type Rest<V extends Verb, P extends Route<V>> = object extends Given<V, P> ? [given?: Given<V, P>] : [given: Given<V, P>];

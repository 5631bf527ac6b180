// The messages of the contracts as the app calls them. Their fields come from the gateway's document; which of them are always there, from
// always.json too: JSON leaves out what is at its default.
import type { Schemas } from './contract';

export type User = Schemas['identity.User'];
export type Profile = Schemas['identity.Profile'];
export type Session = Schemas['identity.Session'];
export type SignIn = Schemas['identity.SignIn'];
export type Consent = Schemas['identity.Consent'];
export type ConsentKind = Schemas['identity.Consent.Kind'];

export type Module = Schemas['catalog.Module'];
export type Course = Schemas['catalog.Course'];
export type Run = Schemas['catalog.Run'];
export type RunFormat = Schemas['catalog.Run.Format'];
export type RunState = Schemas['catalog.Run.State'];
export type VideoLimits = Schemas['catalog.VideoLimits'];
export type PlannedPrompt = Schemas['catalog.PlannedPrompt'];
export type NewRun = Schemas['catalog.RunInput'];
export type Enrolment = Schemas['catalog.Enrolment'];

export type Prompt = Schemas['exchange.Prompt'];
export type Video = Schemas['exchange.Video'];
export type Playback = Schemas['exchange.Playback'];

export type Topic = Schemas['notifications.Notification.Topic'];
export type Notification = Schemas['notifications.Notification'];
export type MailPreference = Schemas['notifications.NotificationPreference'];

export interface Page<T> {
  items: T[];
  nextPageToken: string;
}

import type { Component } from 'svelte';
import type { Area } from '../texts/texts.svelte';
import type { Params } from './match';

export interface ScreenProps {
  params: Params;
}

interface Route {
  path: string;
  load: () => Promise<{ default: Component<any> }>;
  // What the screen says beyond texts/en; tests/areas.test.ts names what is missing here.
  texts?: Area[];
  // Visitors are sent to sign in, and come back after.
  signedIn?: boolean;
}

export const routes: Route[] = [
  { path: '/', load: () => import('../screens/Home.svelte') },
  { path: '/runs', load: () => import('../screens/Catalog.svelte'), texts: ['joining'] },
  { path: '/interest', load: () => import('../screens/Interest.svelte'), texts: ['account', 'joining'] },
  { path: '/interests/confirm', load: () => import('../screens/ConfirmInterest.svelte'), texts: ['joining'] },
  { path: '/offers', load: () => import('../screens/Offer.svelte'), texts: ['joining'] },
  { path: '/unsubscribe', load: () => import('../screens/Unsubscribe.svelte'), texts: ['mails'] },
  { path: '/invitations/accept', load: () => import('../screens/AcceptInvitation.svelte'), texts: ['account', 'joining'] },
  { path: '/courses/:id', load: () => import('../screens/Course.svelte') },
  { path: '/runs/:id', load: () => import('../screens/Run.svelte'), texts: ['groups', 'joining', 'videos'] },
  { path: '/sign-in', load: () => import('../screens/SignIn.svelte'), texts: ['account'] },
  { path: '/sign-in/confirm', load: () => import('../screens/ConfirmSignIn.svelte'), texts: ['account'] },
  { path: '/welcome', load: () => import('../screens/Welcome.svelte'), texts: ['account', 'videos'], signedIn: true },
  { path: '/prompts/:id', load: () => import('../screens/Prompt.svelte'), texts: ['videos'], signedIn: true },
  { path: '/videos/:id', load: () => import('../screens/Video.svelte'), texts: ['moderation', 'videos'], signedIn: true },
  { path: '/my-videos', load: () => import('../screens/MyVideos.svelte'), texts: ['videos'], signedIn: true },
  { path: '/notifications', load: () => import('../screens/Notifications.svelte'), signedIn: true },
  { path: '/availability', load: () => import('../screens/Availability.svelte'), texts: ['account', 'groups'], signedIn: true },
  { path: '/groups', load: () => import('../screens/Groups.svelte'), texts: ['groups', 'moderation'], signedIn: true },
  { path: '/groups/:id', load: () => import('../screens/Group.svelte'), texts: ['groups', 'moderation', 'videos'], signedIn: true },
  { path: '/meetings/:id', load: () => import('../screens/Meeting.svelte'), texts: ['groups'], signedIn: true },
  { path: '/moderation', load: () => import('../screens/Queue.svelte'), texts: ['moderation'], signedIn: true },
  { path: '/moderation/:id', load: () => import('../screens/QueueItem.svelte'), texts: ['moderation', 'videos'], signedIn: true },
  { path: '/reports', load: () => import('../screens/Reports.svelte'), texts: ['moderation'], signedIn: true },
  { path: '/reports/:id', load: () => import('../screens/Report.svelte'), texts: ['moderation'], signedIn: true },
  { path: '/account', load: () => import('../screens/Account.svelte'), texts: ['account', 'videos'], signedIn: true },
  { path: '/settings', load: () => import('../screens/Settings.svelte'), texts: ['mails'], signedIn: true },
  { path: '/coordinate/runs', load: () => import('../screens/CoordinatedRuns.svelte'), texts: ['coordination'], signedIn: true },
  { path: '/coordinate/runs/:id', load: () => import('../screens/CoordinatedRun.svelte'), texts: ['coordination', 'videos'], signedIn: true },
  { path: '/coordinate/plans/:id', load: () => import('../screens/Plan.svelte'), texts: ['coordination', 'groups'], signedIn: true },
  { path: '/coordinate', load: () => import('../screens/Coordinate.svelte'), texts: ['coordination'], signedIn: true },
];

export const missing = () => import('../screens/Missing.svelte');

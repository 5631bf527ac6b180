import type { Component } from 'svelte';
import type { Params } from './match';

export interface ScreenProps {
  params: Params;
}

interface Route {
  path: string;
  load: () => Promise<{ default: Component<any> }>;
  // Visitors are sent to sign in, and come back after.
  signedIn?: boolean;
}

export const routes: Route[] = [
  { path: '/', load: () => import('../screens/Home.svelte') },
  { path: '/runs', load: () => import('../screens/Catalog.svelte') },
  { path: '/interest', load: () => import('../screens/Interest.svelte') },
  { path: '/interests/confirm', load: () => import('../screens/ConfirmInterest.svelte') },
  { path: '/offers', load: () => import('../screens/Offer.svelte') },
  { path: '/invitations/accept', load: () => import('../screens/AcceptInvitation.svelte') },
  { path: '/courses/:id', load: () => import('../screens/Course.svelte') },
  { path: '/runs/:id', load: () => import('../screens/Run.svelte') },
  { path: '/sign-in', load: () => import('../screens/SignIn.svelte') },
  { path: '/sign-in/confirm', load: () => import('../screens/ConfirmSignIn.svelte') },
  { path: '/welcome', load: () => import('../screens/Welcome.svelte'), signedIn: true },
  { path: '/prompts/:id', load: () => import('../screens/Prompt.svelte'), signedIn: true },
  { path: '/videos/:id', load: () => import('../screens/Video.svelte'), signedIn: true },
  { path: '/my-videos', load: () => import('../screens/MyVideos.svelte'), signedIn: true },
  { path: '/notifications', load: () => import('../screens/Notifications.svelte'), signedIn: true },
  { path: '/availability', load: () => import('../screens/Availability.svelte'), signedIn: true },
  { path: '/groups', load: () => import('../screens/Groups.svelte'), signedIn: true },
  { path: '/groups/:id', load: () => import('../screens/Group.svelte'), signedIn: true },
  { path: '/moderation', load: () => import('../screens/Queue.svelte'), signedIn: true },
  { path: '/moderation/:id', load: () => import('../screens/QueueItem.svelte'), signedIn: true },
  { path: '/reports', load: () => import('../screens/Reports.svelte'), signedIn: true },
  { path: '/account', load: () => import('../screens/Account.svelte'), signedIn: true },
  { path: '/coordinate/runs', load: () => import('../screens/CoordinatedRuns.svelte'), signedIn: true },
  { path: '/coordinate/runs/:id', load: () => import('../screens/CoordinatedRun.svelte'), signedIn: true },
  { path: '/coordinate/plans/:id', load: () => import('../screens/Plan.svelte'), signedIn: true },
  { path: '/coordinate', load: () => import('../screens/Coordinate.svelte'), signedIn: true },
];

export const missing = () => import('../screens/Missing.svelte');

import * as identity from '../api/identity';
import { forgetSession, hasSession, onSessionEnded, rememberSession } from '../api/refresh';
import { asProblem } from '../api/problem';
import type { Consent, ConsentKind, User } from '../api/types';
import { texts } from '../texts/texts.svelte';

// Who is signed in on this device. `me` is undefined until known, null for a visitor.
class SessionState {
  me = $state<User | null | undefined>(undefined);
  // The address does not answer: we do not know yet whether somebody is signed in.
  unreachable = $state(false);
  #consents = $state<Consent[]>();

  get coordinator(): boolean {
    return this.me?.roles?.includes('ROLE_COORDINATOR') ?? false;
  }

  get moderates(): boolean {
    return this.coordinator || (this.me?.roles?.includes('ROLE_FACILITATOR') ?? false);
  }

  get consents(): Consent[] | undefined {
    return this.#consents;
  }

  consented(kind: ConsentKind): boolean {
    return this.#consents?.some((consent) => consent.kind === kind && consent.state === 'STATE_GIVEN') ?? false;
  }

  async start(): Promise<void> {
    onSessionEnded(() => this.#leave());
    this.unreachable = false;
    if (!hasSession()) {
      this.me = null;
      return;
    }
    try {
      this.me = await identity.getMe();
      await texts.suggest(this.me.locale);
    } catch (error) {
      const problem = asProblem(error);
      if (problem.status === 401 || problem.status === 404) this.#leave();
      else this.unreachable = true;
    }
  }

  enter(user: User): void {
    rememberSession();
    this.#consents = undefined;
    this.me = user;
    void texts.suggest(user.locale);
  }

  async update(changes: Partial<identity.Profiled>, requestId?: string): Promise<void> {
    this.me = await identity.updateMe(changes, requestId);
  }

  async loadConsents(): Promise<void> {
    this.#consents = await identity.listConsents();
  }

  async give(kind: ConsentKind, requestId?: string): Promise<void> {
    this.#put(await identity.giveConsent(kind, requestId));
  }

  async withdraw(kind: ConsentKind): Promise<void> {
    this.#put(await identity.withdrawConsent(kind));
  }

  async signOut(): Promise<void> {
    try {
      await identity.endSession();
    } catch (error) {
      if (asProblem(error).status !== 401) throw error;
    }
    this.#leave();
  }

  #put(consent: Consent): void {
    this.#consents = [...(this.#consents ?? []).filter((other) => other.kind !== consent.kind), consent];
  }

  #leave(): void {
    forgetSession();
    this.#consents = undefined;
    this.me = null;
  }
}

export const session = new SessionState();

import { asProblem, type Problem } from '../api/problem';
import type { Page } from '../api/types';

// Something that a screen shows once it has come. An answer to an older question never overwrites a newer one's.
export class Resource<T> {
  value = $state.raw<T>();
  problem = $state<Problem>();
  #round = 0;

  async load(ask: () => Promise<T>): Promise<void> {
    const round = ++this.#round;
    this.problem = undefined;
    try {
      const value = await ask();
      if (round === this.#round) this.value = value;
    } catch (error) {
      if (round === this.#round) this.problem = asProblem(error);
    }
  }

  clear(): void {
    this.#round++;
    this.value = undefined;
    this.problem = undefined;
  }
}

// A list that grows by pages.
export class Pages<T> {
  items = $state.raw<T[]>([]);
  loaded = $state(false);
  busy = $state(false);
  problem = $state<Problem>();
  next = $state('');
  #round = 0;

  constructor(
    private readonly ask: (pageToken: string) => Promise<Page<T>>,
    private readonly id: (item: T) => string,
  ) {}

  first(): Promise<void> {
    return this.#page('');
  }

  more(): Promise<void> {
    return this.busy || !this.next ? Promise.resolve() : this.#page(this.next);
  }

  // Replaces an item that is shown; others are left alone.
  put(item: T): void {
    this.items = this.items.map((other) => (this.id(other) === this.id(item) ? item : other));
  }

  async #page(token: string): Promise<void> {
    const round = ++this.#round;
    this.busy = true;
    this.problem = undefined;
    try {
      const page = await this.ask(token);
      if (round !== this.#round) return;
      const before = token === '' ? [] : this.items;
      const known = new Set(before.map(this.id));
      this.items = [...before, ...page.items.filter((item) => !known.has(this.id(item)))];
      this.next = page.nextPageToken;
      this.loaded = true;
    } catch (error) {
      if (round === this.#round) this.problem = asProblem(error);
    } finally {
      if (round === this.#round) this.busy = false;
    }
  }
}

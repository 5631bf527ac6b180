import { forgetToken, keepToken, keptToken } from './kept_token';
import { router } from './router.svelte';

// The token of the mailed link that led to a screen: out of the address bar into memory. It stands after '#' or, where a mail program posts to the
// very same address (RFC 8058), in `?token=`.
export class LinkToken {
  value = $state('');
  readonly #path: string;

  constructor() {
    this.#path = router.path;
    this.value = keptToken(this.#path, Date.now());
    // Also of a second link that is opened in the same tab.
    $effect.pre(() => this.#take(router.hash.replace(/^#/, '') || router.query('token')));
  }

  // It has done what it was for.
  spent(): void {
    forgetToken(this.#path);
  }

  #take(token: string): void {
    if (!token) return;
    this.value = token;
    keepToken(this.#path, token, Date.now());
    router.go(router.without('token'), { replace: true });
  }
}

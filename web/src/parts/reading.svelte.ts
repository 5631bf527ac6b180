import { untrack } from 'svelte';
import { notices } from '../live/notices.svelte';

// Looking at a page is reading what was told of it, also when that is told while one looks. Of a screen, once it shows what the path is of.
export function reading(path: () => string, shown: () => boolean): void {
  $effect(() => {
    if (shown() && notices.items.some((item) => item.path === path() && !item.readTime)) void untrack(() => notices.seen(path()));
  });
}

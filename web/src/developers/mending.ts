// What Swagger UI leaves out for people who hear the page or go by keys, and gives no other way to put right.
const kMends: [string, (element: HTMLElement) => void][] = [
  ['pre.microlight', (code) => (code.tabIndex = 0)], // it scrolls
  ['table[role=region]', (table) => table.removeAttribute('role')], // a table that is told to be none, and has no name
  ['.body-param__text', (body) => body.setAttribute('aria-label', 'Request body')],
  ['.auth-container input', (token) => token.removeAttribute('aria-label')], // an id, in the way of its label
  ['.close-modal', (button) => button.setAttribute('aria-label', 'Close the dialog')],
];

// Mends what is in `root` and whatever comes.
export function keepMended(root: Element): void {
  const mend = () => {
    for (const [selector, change] of kMends) root.querySelectorAll<HTMLElement>(selector).forEach(change);
  };
  new MutationObserver(mend).observe(root, { childList: true, subtree: true });
}

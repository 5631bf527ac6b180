// Short words for everybody: shown for a moment at the edge of the screen, and read by screen readers.
class Announcer {
  shown = $state<{ text: string; path?: string }>();
  spoken = $state('');
  #clearing: ReturnType<typeof setTimeout> | undefined;

  show(text: string, path?: string): void {
    this.shown = { text, path };
    clearTimeout(this.#clearing);
    this.#clearing = setTimeout(() => this.hide(), 9_000);
  }

  // For screen readers alone, where the eye sees it anyway.
  say(text: string): void {
    this.spoken = text;
  }

  hide(): void {
    clearTimeout(this.#clearing);
    this.shown = undefined;
  }
}

export const announcer = new Announcer();

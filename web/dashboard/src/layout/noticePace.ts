/** Notices shown one by one within a time; the rest of a storm is counted in one. */
export const MOST_NOTICES = 3;
export const NOTICE_WINDOW_MS = 10_000;

/** Decides which changes get a notice of their own. Time is a parameter, ms. */
export class NoticePace {
  // When notices were shown within the window: at most MOST_NOTICES.
  private shown: readonly number[] = [];
  private left = 0;

  /** Null where this one is shown; else how many have not been since things were last quiet. */
  admit(now: number): number | null {
    this.shown = this.shown.filter((at) => at > now - NOTICE_WINDOW_MS);
    if (this.shown.length === 0) this.left = 0;
    if (this.shown.length >= MOST_NOTICES) return ++this.left;
    this.shown = [...this.shown, now];
    return null;
  }
}

// A second key later than this begins a new chord.
const CHORD_MS = 1_500;

/** Reads keys one by one into chords such as `g a` or `t ArrowLeft`. */
export class ChordReader {
  private first: { readonly key: string; readonly at: number } | null = null;

  constructor(private readonly leaders: ReadonlySet<string>) {}

  /** The chord that this key completes, or null when it begins one. */
  read(key: string, at: number): string | null {
    const pending = this.first;
    this.first = null;
    if (pending !== null && at - pending.at <= CHORD_MS) return `${pending.key} ${key}`;
    if (!this.leaders.has(key)) return key;
    this.first = { key, at };
    return null;
  }
}

/** Whether the key belongs to what the person is typing in. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Whether the key belongs to an open dialog: the page behind it is out of reach then. */
export function isInDialog(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[aria-modal="true"]') !== null;
}

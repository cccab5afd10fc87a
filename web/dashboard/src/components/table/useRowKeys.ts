import { useRef, type KeyboardEvent, type RefObject } from 'react';
import { isTyping } from '../../lib/chords';
import { useChords } from '../../lib/useChords';

/** What keys do to the row that has the focus, such as `a` or `Enter`. */
export type RowKeys<Row> = Readonly<Record<string, (row: Row) => void>>;

interface RowKeysOptions<Row> {
  readonly rowOf: (key: string) => Row | undefined;
  readonly keys: RowKeys<Row>;
  /** Whether `j` and `k` go through the rows from anywhere on the page. */
  readonly pageWide: boolean;
}

interface RowKeysHandle {
  /** Holds the rows, which are elements with `data-row`. */
  readonly body: RefObject<HTMLTableElement | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** Lets the keyboard go from row to row and act on one. The focus itself is the cursor, so that it is seen, read out and scrolled to. */
export function useRowKeys<Row>({ rowOf, keys, pageWide }: RowKeysOptions<Row>): RowKeysHandle {
  const body = useRef<HTMLTableElement>(null);
  // Where the focus was, should its row have gone since.
  const last = useRef(-1);

  const focusedRow = (): HTMLElement | null => document.activeElement?.closest<HTMLElement>('[data-row]') ?? null;
  const move = (where: (index: number, count: number) => number): void => {
    const rows = [...(body.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    const at = rows.findIndex((row) => row === focusedRow());
    const target = Math.max(0, Math.min(rows.length - 1, where(at < 0 ? last.current : at, rows.length)));
    last.current = target;
    rows[target]?.focus();
    rows[target]?.scrollIntoView({ block: 'nearest' });
  };
  const next = (): void => { move((index) => index + 1); };
  const previous = (): void => { move((index) => index - 1); };
  useChords(pageWide ? { j: next, k: previous } : {});

  const moves: Readonly<Record<string, () => void>> = {
    ArrowDown: next,
    ArrowUp: previous,
    Home: () => { move(() => 0); },
    End: () => { move((_, count) => count - 1); },
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const row = focusedRow();
    if (row === null) return;
    // Enter and the arrows belong to a button or menu that has the focus inside the row.
    const own = event.target === row;
    const act = keys[event.key];
    if (own && moves[event.key] !== undefined) moves[event.key]?.();
    else if (act !== undefined && (own || event.key.length === 1)) {
      const found = rowOf(row.dataset['row'] ?? '');
      if (found !== undefined) act(found);
    } else return;
    event.preventDefault();
  };
  return { body, onKeyDown };
}

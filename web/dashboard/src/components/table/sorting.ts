/** What a column is sorted by; rows without a value come last. */
export type SortValue = string | number | boolean | null | undefined;

export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

/** As in an address: `name`, or `-name` for the other way. */
export function parseSort(text: string | undefined): Sort | null {
  if (text === undefined || text === '' || text === '-') return null;
  return text.startsWith('-') ? { column: text.slice(1), descending: true } : { column: text, descending: false };
}

export function formatSort(sort: Sort | null): string | undefined {
  return sort === null ? undefined : `${sort.descending ? '-' : ''}${sort.column}`;
}

/** What a click on a column's title asks for: up, then down, then the order the list came in. */
export function nextSort(sort: Sort | null, column: string): Sort | null {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? null : { column, descending: true };
}

/** The rows by a column's values. What has no value is last whichever way; equal rows keep the order they came in. */
export function sortRows<Row>(rows: readonly Row[], valueOf: (row: Row) => SortValue, descending: boolean, locale: string): readonly Row[] {
  // `web-2` before `web-10`.
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
  const way = descending ? -1 : 1;
  return rows
    .map((row) => ({ row, value: comparable(valueOf(row)) }))
    .sort(({ value: left }, { value: right }) => {
      if (left === null || right === null) return Number(left === null) - Number(right === null);
      const order = typeof left === 'number' && typeof right === 'number' ? left - right : collator.compare(String(left), String(right));
      return order * way;
    })
    .map(({ row }) => row);
}

function comparable(value: SortValue): string | number | null {
  if (value === undefined || value === null || value === '' || Number.isNaN(value)) return null;
  return typeof value === 'boolean' ? Number(value) : value;
}

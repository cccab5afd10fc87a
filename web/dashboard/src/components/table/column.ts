import type { ReactNode } from 'react';
import type { SortValue } from './sorting';

/** A column of a list. */
export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** The title is for screen readers only, as above buttons. */
  readonly silent?: boolean;
  /** What the row is called: on a phone the card's heading. */
  readonly primary?: boolean;
  readonly align?: 'right';
  readonly width?: number | string;
  readonly cell: (row: Row) => ReactNode;
  /** Makes the title a button that sorts. */
  readonly sortBy?: (row: Row) => SortValue;
}

/** What a list is read from; what TanStack Query answers is one. */
export interface ListSource {
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

/** Rows that stand under one heading. */
export interface RowGroup<Row> {
  readonly key: string;
  readonly heading: ReactNode;
  /** What can be done with all of them, at the right of the heading. */
  readonly aside?: ReactNode;
  readonly rows: readonly Row[];
}

/** Rows that a person has ticked. */
export interface Selection {
  readonly keys: ReadonlySet<string>;
  readonly onChange: (keys: ReadonlySet<string>) => void;
  readonly nameOf: (key: string) => string;
}

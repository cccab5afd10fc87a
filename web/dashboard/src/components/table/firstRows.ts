import type { RowGroup } from './column';

/** The groups as far as so many rows reach; one that is cut keeps its heading, which is of all of it. */
export function firstRows<Row>(groups: readonly RowGroup<Row>[], most: number): readonly RowGroup<Row>[] {
  const shown: RowGroup<Row>[] = [];
  let left = most;
  for (const group of groups) {
    if (left <= 0) break;
    shown.push({ ...group, rows: group.rows.slice(0, left) });
    left -= group.rows.length;
  }
  return shown;
}

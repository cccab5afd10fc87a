import { Button, Center, Skeleton, Table } from '@mantine/core';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure, StaleNotice } from '../Notice';
import type { State } from '../StateIcon';
import type { Column, ListSource, RowGroup, Selection } from './column';
import { DataRow } from './DataRow';
import styles from './DataTable.module.css';
import { firstRows } from './firstRows';
import { GroupHeading } from './GroupHeading';
import { sortRows, type Sort } from './sorting';
import { TableHead } from './TableHead';
import { useRowKeys, type RowKeys } from './useRowKeys';

interface DataTableProps<Row> {
  /** What the list is called; for screen readers. */
  readonly label: string;
  /** Where the rows come from; nothing where they are there already. */
  readonly source?: ListSource;
  /** What is shown of the source; undefined while there is nothing yet. */
  readonly rows: readonly Row[] | undefined;
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  /** In the place of rows when there are none: why, and what to do. */
  readonly empty: ReactNode;
  /** Puts the sorted rows under headings. */
  readonly groupRows?: ((rows: readonly Row[]) => readonly RowGroup<Row>[]) | undefined;
  /** What a row opens to. */
  readonly detail?: (row: Row) => ReactNode;
  readonly selection?: Selection;
  readonly rowKeys?: RowKeys<Row>;
  readonly pageWideKeys?: boolean;
  /** How it is sorted, where the page keeps that in its address. */
  readonly sort?: Sort | null;
  readonly onSort?: (sort: Sort | null) => void;
  /** Below this width it scrolls; far below, each row becomes a card. Pixels. */
  readonly minWidth?: number;
  readonly testId?: string;
  /** Colours a row's edge. */
  readonly stateOf?: (row: Row) => State | undefined;
}

// More are drawn on request, so that a list of hundreds stays quick.
const ROWS_AT_ONCE = 100;
const ROWS_WHILE_LOADING = 3;

/** A list of things: sorted, grouped, ticked and walked through in the same way everywhere. */
export function DataTable<Row>(props: DataTableProps<Row>): ReactElement {
  const { label, source, rows, columns, keyOf, empty, groupRows, detail, selection, rowKeys = {}, pageWideKeys = false, minWidth = 640 } = props;
  const { t, i18n } = useTranslation();
  const [ownSort, setOwnSort] = useState<Sort | null>(null);
  const sort = props.sort === undefined ? ownSort : props.sort;
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [closedGroups, setClosedGroups] = useState<ReadonlySet<string>>(new Set());
  const [most, setMost] = useState(ROWS_AT_ONCE);
  const toggleOpen = (row: Row): void => { setOpen(toggled(open, keyOf(row))); };
  const keys: RowKeys<Row> = {
    ...(detail === undefined ? {} : { Enter: toggleOpen }),
    ...(selection === undefined ? {} : { x: (row: Row) => { selection.onChange(toggled(selection.keys, keyOf(row))); } }),
    ...rowKeys,
  };
  const { body, onKeyDown } = useRowKeys({ keys, pageWide: pageWideKeys, rowOf: (key) => rows?.find((row) => keyOf(row) === key) });

  const failure = source?.error ?? null;
  if (rows === undefined && failure !== null) return <Failure error={failure} onRetry={() => void source?.refetch()} />;
  const stale = failure !== null && <StaleNotice error={failure} />;
  if (rows?.length === 0) return <>{stale}{empty}</>;

  const valueOf = columns.find(({ key }) => key === sort?.column)?.sortBy;
  const ordered = rows === undefined || sort === null || valueOf === undefined ? rows : sortRows(rows, valueOf, sort.descending, i18n.language);
  const grouped: readonly RowGroup<Row>[] = ordered === undefined ? [] : (groupRows?.(ordered) ?? [{ key: '', heading: null, rows: ordered }]);
  const groups = firstRows(grouped, most);
  const width = columns.length + (detail === undefined ? 0 : 1) + (selection === undefined ? 0 : 1);
  return (
    <>
      {stale}
      <div className={styles['frame']} role="region" aria-label={label} aria-busy={rows === undefined} tabIndex={0}>
        {/* What is a card on a phone is told as a row all the same. */}
        <Table ref={body} role="table" aria-label={label} className={styles['table']} miw={minWidth} verticalSpacing={7} horizontalSpacing="sm" highlightOnHover onKeyDown={onKeyDown}>
          <TableHead columns={columns} sort={sort} onSort={props.onSort ?? setOwnSort} expandable={detail !== undefined} selection={selection} shownKeys={groups.flatMap((group) => group.rows.map(keyOf))} />
          {ordered === undefined && <LoadingRows width={width} />}
          {groups.map(({ key, heading, aside, rows: members }) => (
            <Table.Tbody key={key} role="rowgroup">
              {heading !== null && (
                <GroupHeading width={width} aside={aside} open={!closedGroups.has(key)} onToggle={() => { setClosedGroups(toggled(closedGroups, key)); }}>
                  {heading}
                </GroupHeading>
              )}
              {!closedGroups.has(key) && members.map((row) => (
                <DataRow
                  key={keyOf(row)}
                  row={row}
                  rowKey={keyOf(row)}
                  columns={columns}
                  focusable={Object.keys(keys).length > 0}
                  testId={props.testId}
                  state={props.stateOf?.(row)}
                  open={open.has(keyOf(row))}
                  onToggle={toggleOpen}
                  detail={detail}
                  selection={selection}
                />
              ))}
            </Table.Tbody>
          ))}
        </Table>
      </div>
      {ordered !== undefined && ordered.length > most && (
        <Center p="sm">
          <Button variant="default" size="xs" onClick={() => { setMost(most + ROWS_AT_ONCE); }}>
            {t('table.more', { shown: most, count: ordered.length })}
          </Button>
        </Center>
      )}
    </>
  );
}

function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const changed = new Set(keys);
  if (!changed.delete(key)) changed.add(key);
  return changed;
}

/** As high as rows, so that nothing jumps when they come. */
function LoadingRows({ width }: { readonly width: number }): ReactElement {
  return (
    <Table.Tbody role="rowgroup">
      {Array.from({ length: ROWS_WHILE_LOADING }, (_, row) => (
        <Table.Tr key={row} role="row">
          <Table.Td role="cell" colSpan={width}>
            <Skeleton height={30} />
          </Table.Td>
        </Table.Tr>
      ))}
    </Table.Tbody>
  );
}

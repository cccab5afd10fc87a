import { Checkbox, Table, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconArrowsSort } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column, Selection } from './column';
import styles from './DataTable.module.css';
import { nextSort, type Sort } from './sorting';

interface TableHeadProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly sort: Sort | null;
  readonly onSort: (sort: Sort | null) => void;
  readonly expandable: boolean;
  readonly selection: Selection | undefined;
  readonly shownKeys: readonly string[];
}

/** The titles; those that sort are buttons, and say how it is sorted. */
export function TableHead<Row>({ columns, sort, onSort, expandable, selection, shownKeys }: TableHeadProps<Row>): ReactElement {
  const { t } = useTranslation();
  return (
    <Table.Thead role="rowgroup" className={styles['head']}>
      <Table.Tr role="row">
        {selection !== undefined && (
          <Table.Th role="columnheader" w={36} className={styles['tick']}>
            <SelectAll selection={selection} shownKeys={shownKeys} />
          </Table.Th>
        )}
        {expandable && (
          <Table.Th role="columnheader" w={34} className={styles['silent']}>
            <VisuallyHidden>{t('table.details')}</VisuallyHidden>
          </Table.Th>
        )}
        {columns.map((column) => (
          <Title key={column.key} column={column} sort={sort} onSort={onSort} />
        ))}
      </Table.Tr>
    </Table.Thead>
  );
}

function SelectAll({ selection, shownKeys }: { readonly selection: Selection; readonly shownKeys: readonly string[] }): ReactElement {
  const { t } = useTranslation();
  const ticked = shownKeys.filter((key) => selection.keys.has(key)).length;
  const all = ticked > 0 && ticked === shownKeys.length;
  return (
    <Checkbox
      size="xs"
      aria-label={t('table.selectAll')}
      checked={all}
      indeterminate={ticked > 0 && !all}
      onChange={() => { selection.onChange(new Set(all ? [] : shownKeys)); }}
    />
  );
}

interface TitleProps<Row> {
  readonly column: Column<Row>;
  readonly sort: Sort | null;
  readonly onSort: (sort: Sort | null) => void;
}

function Title<Row>({ column: { key, title, silent, align, width, sortBy }, sort, onSort }: TitleProps<Row>): ReactElement {
  const direction = sort?.column === key ? (sort.descending ? 'descending' : 'ascending') : 'none';
  const Arrow = direction === 'none' ? IconArrowsSort : direction === 'ascending' ? IconArrowUp : IconArrowDown;
  return (
    <Table.Th
      role="columnheader"
      {...(width === undefined ? {} : { w: width })}
      {...(align === undefined ? {} : { ta: align, 'data-align': align })}
      {...(sortBy === undefined ? {} : { 'aria-sort': direction })}
      className={sortBy === undefined ? styles['silent'] : undefined}
    >
      {silent === true ? (
        <VisuallyHidden>{title}</VisuallyHidden>
      ) : sortBy === undefined ? (
        title
      ) : (
        <button type="button" className={styles['sort']} data-sorted={direction !== 'none'} onClick={() => { onSort(nextSort(sort, key)); }}>
          {title}
          <Arrow size={12} aria-hidden />
        </button>
      )}
    </Table.Th>
  );
}

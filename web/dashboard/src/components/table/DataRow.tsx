import { ActionIcon, Checkbox, Table } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useId, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { State } from '../StateIcon';
import type { Column, Selection } from './column';
import styles from './DataTable.module.css';

interface DataRowProps<Row> {
  readonly row: Row;
  readonly rowKey: string;
  readonly columns: readonly Column<Row>[];
  readonly focusable: boolean;
  readonly testId: string | undefined;
  /** Colours the row's edge. */
  readonly state: State | undefined;
  readonly open: boolean;
  readonly onToggle: (row: Row) => void;
  readonly detail: ((row: Row) => ReactNode) | undefined;
  readonly selection: Selection | undefined;
}

export function DataRow<Row>({ row, rowKey, columns, focusable, testId, state, open, onToggle, detail, selection }: DataRowProps<Row>): ReactElement {
  const { t } = useTranslation();
  const detailId = useId();
  const ticked = selection?.keys.has(rowKey) ?? false;
  return (
    <>
      <Table.Tr
        role="row"
        data-row={rowKey}
        data-testid={testId}
        data-ticked={ticked}
        data-opens={detail !== undefined}
        tabIndex={focusable ? -1 : undefined}
        onClick={(event) => {
          if (detail !== undefined && isPlain(event.target)) onToggle(row);
        }}
        className={styles['row']}
        {...(state === undefined ? {} : { 'data-state': state, style: { '--row-state': `var(--state-${state})` } })}
      >
        {selection !== undefined && (
          <Table.Td role="cell" className={styles['tick']}>
            <Checkbox
              size="xs"
              aria-label={t('table.select', { name: selection.nameOf(rowKey) })}
              checked={ticked}
              onChange={() => {
                const keys = new Set(selection.keys);
                if (!keys.delete(rowKey)) keys.add(rowKey);
                selection.onChange(keys);
              }}
            />
          </Table.Td>
        )}
        {detail !== undefined && (
          <Table.Td role="cell" pr={0} className={styles['toggle']}>
            <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t('table.details')} aria-expanded={open} aria-controls={detailId} onClick={() => { onToggle(row); }}>
              <IconChevronRight size={15} className={styles['chevron']} aria-hidden />
            </ActionIcon>
          </Table.Td>
        )}
        {columns.map(({ key, title, silent, primary, align, cell }) => (
          <Table.Td key={key} role="cell" className={primary === true ? styles['primary'] : undefined} data-title={silent === true || primary === true ? undefined : title} {...(align === undefined ? {} : { ta: align })}>
            <div className={styles['value']}>{cell(row)}</div>
          </Table.Td>
        ))}
      </Table.Tr>
      {detail !== undefined && (
        <Table.Tr role="row" id={detailId} hidden={!open} className={styles['detail']}>
          {open && <Table.Td role="cell" colSpan={columns.length + (selection === undefined ? 1 : 2)}>{detail(row)}</Table.Td>}
        </Table.Tr>
      )}
    </>
  );
}

/** A click beside anything that acts, and not the end of marking text. */
function isPlain(target: EventTarget): boolean {
  if (!(target instanceof Element) || target.closest('a, button, input, label, select, [role=slider]') !== null) return false;
  return window.getSelection()?.isCollapsed ?? true;
}

import { Table, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import styles from './DataTable.module.css';

interface GroupHeadingProps {
  readonly width: number;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly aside: ReactNode;
  readonly children: ReactNode;
}

/** What the rows below have in common; hides and shows them. */
export function GroupHeading({ width, open, onToggle, aside, children }: GroupHeadingProps): ReactElement {
  return (
    <Table.Tr role="row" className={styles['group']}>
      <Table.Th role="rowheader" colSpan={width}>
        <div className={styles['groupLine']}>
          <UnstyledButton className={styles['groupButton']} aria-expanded={open} onClick={onToggle}>
            <IconChevronRight size={14} className={styles['chevron']} aria-hidden />
            {children}
          </UnstyledButton>
          {aside}
        </div>
      </Table.Th>
    </Table.Tr>
  );
}

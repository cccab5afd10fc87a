import { Group, Title } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import styles from './Panel.module.css';

interface PanelProps {
  readonly title?: ReactNode;
  /** Beside the title, at the right. */
  readonly aside?: ReactNode;
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/** A framed part of a page. */
export function Panel({ title, aside, flush = false, children }: PanelProps): ReactElement {
  return (
    <section className={flush ? `${styles['panel'] ?? ''} ${styles['flush'] ?? ''}` : styles['panel']}>
      {title !== undefined && (
        <Group className={styles['head']} justify="space-between" gap="xs" wrap="nowrap">
          <Title order={2} size="h3">
            {title}
          </Title>
          {aside}
        </Group>
      )}
      {children}
    </section>
  );
}

import { Group, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactElement, ReactNode } from 'react';

interface PageHeaderProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children?: ReactNode;
}

/** A page's name, what it is for, and what can be done on it; also the browser tab's title. */
export function PageHeader({ title, lead, children }: PageHeaderProps): ReactElement {
  useDocumentTitle(`${title} · PerfMonitor`);
  return (
    <Group justify="space-between" align="flex-start" gap="sm" mb="md">
      <div style={{ minWidth: 0 }}>
        <Title order={1} tabIndex={-1}>
          {title}
        </Title>
        {lead !== undefined && (
          <Text component="div" size="sm" c="dimmed">
            {lead}
          </Text>
        )}
      </div>
      <Group gap="xs">{children}</Group>
    </Group>
  );
}

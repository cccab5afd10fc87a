import { Group, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { OverviewPoint } from '../../api/overview';
import { formatValue } from '../../lib/formatNumber';

/** The smaller numbers, in one line. */
export function Facts({ point }: { readonly point: OverviewPoint | undefined }): ReactElement {
  const { t, i18n } = useTranslation();
  const facts = [
    ['errorRate', point?.error_rate, 'ratio'],
    ['connections', point?.active_connections, 'count'],
    ['uptime', point?.uptime_ratio, 'availability'],
  ] as const;
  return (
    <Group gap="lg" className="numeric">
      {facts.map(([name, value, unit]) => (
        <div key={name}>
          <Text size="xs" c="dimmed">
            {t(`overview.${name}`)}
          </Text>
          <Text fw={650} lh={1.3}>
            {formatValue(value, unit, i18n.language)}
          </Text>
        </div>
      ))}
    </Group>
  );
}

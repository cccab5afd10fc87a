import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PublicTarget } from '../../api/publicStatus';
import { Panel } from '../../components/Panel';
import { StateBadge } from '../../components/StateBadge';
import { formatValue } from '../../lib/formatNumber';
import { formatMinute, formatRelative } from '../../lib/formatTime';
import { DayStrip } from './DayStrip';
import { stateOfPublic } from './publicStates';

const PERIODS = ['1d', '7d', '30d', '90d'] as const;

interface StatusTargetProps {
  readonly target: PublicTarget;
  readonly now: number;
}

export function StatusTarget({ target, now }: StatusTargetProps): ReactElement {
  const { t, i18n } = useTranslation();
  return (
    <Panel>
      <Stack gap="xs">
        <Group justify="space-between" gap="xs">
          <Title order={2} size="h3" style={{ overflowWrap: 'anywhere' }}>
            {target.name}
          </Title>
          <Group gap="sm">
            {target.responseMs !== null && (
              <Text size="sm" c="dimmed" className="numeric">
                {formatValue(target.responseMs, 'ms', i18n.language)}
              </Text>
            )}
            {target.maintenanceUntil !== null && (
              <Text size="sm" c="dimmed">
                {t('statusPage.maintenanceUntil', { when: formatMinute(target.maintenanceUntil, i18n.language) })}
              </Text>
            )}
            {target.downSince !== null && (
              <Text size="sm" c="dimmed">
                {t('statusPage.lastWell', { when: formatRelative(target.downSince, now, i18n.language) })}
              </Text>
            )}
            <StateBadge state={stateOfPublic(target.state)}>{t(`statusPage.state.${target.state}`)}</StateBadge>
          </Group>
        </Group>
        <DayStrip days={target.days} />
        <Group gap="xs 20px" component="dl" m={0}>
          {PERIODS.map((period) => (
            <Group key={period} gap={6}>
              <Text component="dt" size="xs" c="dimmed">
                {t(`statusPage.period.${period}`)}
              </Text>
              <Text component="dd" m={0} size="sm" fw={600} className="numeric">
                {formatValue(target.uptime[period], 'availability', i18n.language)}
              </Text>
            </Group>
          ))}
        </Group>
      </Stack>
    </Panel>
  );
}

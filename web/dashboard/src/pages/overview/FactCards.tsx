import { SimpleGrid, useComputedColorScheme } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { OverviewPoint } from '../../api/overview';
import { seriesColor } from '../../charts/palette';
import { formatValue } from '../../lib/formatNumber';
import { MetricCard } from './MetricCard';
import { stateOfErrors } from './states';

/** Whether the system does what it is there for: uptime, who is connected, what fails. */
export function FactCards({ points }: { readonly points: readonly OverviewPoint[] }): ReactElement {
  const { t, i18n } = useTranslation();
  const scheme = useComputedColorScheme('light');
  const current = points.at(-1);
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }} spacing={{ base: 'xs', sm: 'md' }} mt={{ base: 'xs', sm: 'md' }}>
      <MetricCard
        title={t('overview.uptime')}
        value={formatValue(current?.uptime_ratio, 'availability', i18n.language)}
        unit=""
        values={points.map((point) => point.uptime_ratio)}
        color={seriesColor(2, scheme)}
        change={null}
        note={t('overview.uptimeNote')}
      />
      <MetricCard
        title={t('overview.connections')}
        value={formatValue(current?.active_connections, 'count', i18n.language)}
        unit=""
        values={points.map((point) => point.active_connections)}
        color={seriesColor(6, scheme)}
        change={null}
        note={t('overview.connectionsNote')}
      />
      <MetricCard
        title={t('overview.errorRate')}
        value={formatValue(current?.error_rate, 'ratio', i18n.language)}
        unit=""
        values={points.map((point) => point.error_rate)}
        color={seriesColor(1, scheme)}
        change={null}
        state={stateOfErrors(current)}
        note={t('overview.errorRateNote')}
      />
    </SimpleGrid>
  );
}

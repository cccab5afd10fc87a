import { SimpleGrid } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { OverviewPoint } from '../../api/overview';
import { formatValue } from '../../lib/formatNumber';
import { MetricCard } from './MetricCard';
import { stateOfErrors } from './states';

/** Whether the system does what it is there for: uptime, who is connected, what fails. */
export function FactCards({ points }: { readonly points: readonly OverviewPoint[] }): ReactElement {
  const { t, i18n } = useTranslation();
  const current = points.at(-1);
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }} spacing={{ base: 'xs', sm: 'md' }} mt={{ base: 'xs', sm: 'md' }}>
      <MetricCard
        title={t('overview.uptime')}
        value={formatValue(current?.uptime_ratio, 'availability', i18n.language)}
        unit=""
        note={t('overview.uptimeNote')}
      />
      <MetricCard
        title={t('overview.connections')}
        value={formatValue(current?.active_connections, 'count', i18n.language)}
        unit=""
        note={t('overview.connectionsNote')}
      />
      <MetricCard
        title={t('overview.errorRate')}
        value={formatValue(current?.error_rate, 'ratio', i18n.language)}
        unit=""
        state={stateOfErrors(current)}
        note={t('overview.errorRateNote')}
      />
    </SimpleGrid>
  );
}

import { Alert, SegmentedControl, SimpleGrid, Skeleton } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useOverview, type Staleness } from '../../api/overview';
import { PageHeader } from '../../components/PageHeader';
import { StateIcon } from '../../components/StateIcon';
import { formatClock } from '../../lib/formatTime';
import { ActiveAlerts } from './ActiveAlerts';
import { DayCharts } from './DayCharts';
import { FactCards } from './FactCards';
import { ImpactPanel } from './ImpactPanel';
import { LiveCharts } from './LiveCharts';
import { LoadBalancePanel } from './LoadBalancePanel';
import { MetricCards } from './MetricCards';
import styles from './overview.module.css';
import { TargetTiles } from './TargetTiles';

const route = getRouteApi('/shell/');

/** The whole system on one screen, moving every second. */
export function OverviewPage(): ReactElement {
  const { t } = useTranslation();
  const overview = useOverview();
  const { window } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <PageHeader title={t('overview.title')} lead={t(window === '24h' ? 'overview.leadDay' : 'overview.lead')}>
        <SegmentedControl
          aria-label={t('range.title')}
          data={[{ value: '60s', label: '60s' }, { value: '24h', label: '24h' }]}
          value={window ?? '60s'}
          onChange={(value) => void navigate({ search: value === '24h' ? { window: '24h' } : {} })}
        />
      </PageHeader>
      {overview.stale !== null && <StaleNotice stale={overview.stale} />}
      {!overview.received ? (
        <WaitingForData />
      ) : (
        <div className={styles['layout']}>
          <div className={styles['cards']}>
            <MetricCards points={overview.points} impact={overview.impact} />
            <FactCards points={overview.points} />
          </div>
          <div className={styles['side']}>
            <ActiveAlerts alerts={overview.alerts} />
            <TargetTiles targets={overview.targets} />
            <LoadBalancePanel points={overview.points} />
            <ImpactPanel impact={overview.impact} />
          </div>
          <div className={styles['charts']}>
            {window === '24h' ? <DayCharts /> : <LiveCharts points={overview.points} impact={overview.impact} />}
          </div>
        </div>
      )}
    </>
  );
}

function StaleNotice({ stale }: { readonly stale: Staleness }): ReactElement {
  const { t, i18n } = useTranslation();
  return (
    <Alert
      mb="md"
      color="var(--state-warning)"
      variant="light"
      icon={<StateIcon state="warning" />}
      title={t('overview.stale', { time: formatClock(stale.since, i18n.language) })}
    >
      {stale.reason}
    </Alert>
  );
}

function WaitingForData(): ReactElement {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={{ base: 2, xl: 4 }} aria-busy aria-label={t('loading')}>
      {[1, 2, 3, 4].map((card) => (
        <Skeleton key={card} height={130} radius="md" />
      ))}
    </SimpleGrid>
  );
}

import { Grid, SimpleGrid, Skeleton, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useOverview } from '../../api/overview';
import { PageHeader } from '../../components/PageHeader';
import { ActiveAlerts } from './ActiveAlerts';
import { Facts } from './Facts';
import { LiveCharts } from './LiveCharts';
import { MetricCards } from './MetricCards';
import { TargetTiles } from './TargetTiles';

/** The whole system on one screen, moving every second. */
export function OverviewPage(): ReactElement {
  const { t } = useTranslation();
  const overview = useOverview();
  return (
    <>
      <PageHeader title={t('overview.title')} lead={t('overview.lead')}>
        <Facts point={overview.points.at(-1)} />
      </PageHeader>
      {!overview.received ? (
        <WaitingForData />
      ) : (
        <Grid gap="md">
          <Grid.Col span={{ base: 12, lg: 8 }}>
            <Stack gap="md">
              <MetricCards points={overview.points} />
              <LiveCharts points={overview.points} />
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, lg: 4 }}>
            <Stack gap="md">
              <ActiveAlerts alerts={overview.alerts} />
              <TargetTiles targets={overview.targets} />
            </Stack>
          </Grid.Col>
        </Grid>
      )}
    </>
  );
}

function WaitingForData(): ReactElement {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} aria-busy aria-label={t('loading')}>
      {[1, 2, 3, 4].map((card) => (
        <Skeleton key={card} height={130} radius="md" />
      ))}
    </SimpleGrid>
  );
}

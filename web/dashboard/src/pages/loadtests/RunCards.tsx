import { SimpleGrid } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { LoadTest } from '../../api/loadTests';
import { formatDigits, formatValue, NO_VALUE } from '../../lib/formatNumber';
import { formatDuration } from '../../lib/formatTime';
import { MetricCard } from '../overview/MetricCard';
import { stateOfSuccess } from './runState';

/** The newest figures of a run; its last, once it has ended. */
export function RunCards({ run }: { readonly run: LoadTest }): ReactElement {
  const { t, i18n } = useTranslation();
  const { progress, virtualUsers, durationSeconds } = run;
  const whole = (value: number | undefined): string => (value === undefined ? NO_VALUE : new Intl.NumberFormat(i18n.language).format(value));
  const rate = (value: number | undefined): string => (value === undefined ? NO_VALUE : formatDigits(value, i18n.language, 3));
  const seconds = (value: number | null | undefined): string => formatValue(value, 's', i18n.language);
  const state = stateOfSuccess(run);
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing={{ base: 'xs', sm: 'md' }}>
      <MetricCard title={t('loadTests.progress')} value={formatValue(progress?.progressPercent, 'percent', i18n.language)} unit="" note={t('loadTests.planned', { duration: formatDuration(1_000 * durationSeconds) })} />
      <MetricCard title={t('loadTests.activeUsers')} value={whole(progress?.activeUsers)} unit="" note={t('loadTests.ofUsers', { users: whole(virtualUsers) })} />
      <MetricCard title={t('loadTests.currentRps')} value={rate(progress?.currentRps)} unit="" note={t('loadTests.rates', { peak: rate(progress?.peakRps), mean: rate(progress?.overallRps) })} />
      <MetricCard title={t('loadTests.success')} value={formatValue(progress?.successRate, 'percent', i18n.language)} unit="" {...(state === undefined ? {} : { state })} />
      <MetricCard title={t('loadTests.completed')} value={whole(progress?.completedRequests)} unit="" note={t('loadTests.completedNote')} />
      <MetricCard title={t('loadTests.failed')} value={whole(progress?.failedRequests)} unit="" note={t('loadTests.failedNote')} />
      <MetricCard title={t('loadTests.p50')} value={seconds(progress?.p50ResponseSeconds)} unit="" note={t('loadTests.meanIs', { mean: seconds(progress?.meanResponseSeconds) })} />
      <MetricCard title={t('loadTests.p95')} value={seconds(progress?.p95ResponseSeconds)} unit="" />
      <MetricCard title={t('loadTests.p99')} value={seconds(progress?.p99ResponseSeconds)} unit="" />
      <MetricCard title={t('loadTests.longest')} value={seconds(progress?.maxResponseSeconds)} unit="" />
    </SimpleGrid>
  );
}

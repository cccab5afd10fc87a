import { SimpleGrid } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { LoadTest } from '../../api/loadTests';
import { parseSampleValue, useInstantQuery } from '../../api/prometheus';
import { formatValue, type Unit } from '../../lib/formatNumber';
import { MetricCard } from '../overview/MetricCard';
import { extremeOf } from './runSeries';

/** What a run came to: the extremes of its series, and its totals. */
export function RunSummary({ run }: { readonly run: LoadTest }): ReactElement {
  const { t, i18n } = useTranslation();
  const { progress } = run;
  const show = (value: number | null | undefined, unit: Unit): string => formatValue(value, unit, i18n.language);
  const total = progress ? progress.completedRequests + progress.failedRequests : null;
  const maxUsers = useExtreme(run, 'max', 'loadtest_active_users');
  const minSuccess = useExtreme(run, 'min', 'loadtest_success_rate_percent');
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} spacing={{ base: 'xs', sm: 'md' }}>
      <MetricCard title={t('loadTests.summary.maxRps')} value={show(progress?.peakRps, 'none')} unit="" />
      <MetricCard title={t('loadTests.summary.meanRps')} value={show(progress?.overallRps, 'none')} unit="" />
      <MetricCard title={t('loadTests.summary.minSuccess')} value={show(minSuccess, 'percent')} unit="" />
      <MetricCard title={t('loadTests.summary.maxUsers')} value={show(maxUsers, 'count')} unit="" />
      <MetricCard title={t('loadTests.summary.total')} value={show(total, 'count')} unit="" />
      <MetricCard title={t('loadTests.success')} value={show(progress?.successRate, 'percent')} unit="" />
      <MetricCard title={t('loadTests.summary.meanResponse')} value={show(progress?.meanResponseSeconds, 's')} unit="" />
      <MetricCard title={t('loadTests.duration')} value={show(progress?.elapsedTime, 's')} unit="" />
    </SimpleGrid>
  );
}

/** Of the stored series; nothing where the history no longer holds it. */
function useExtreme(run: LoadTest, which: 'max' | 'min', metric: string): number | null {
  const query = extremeOf(run, which, metric);
  const { data } = useInstantQuery(query, run.state === 'running' ? 5_000 : false);
  const value = data?.[0]?.value[1];
  return value === undefined ? null : parseSampleValue(value);
}

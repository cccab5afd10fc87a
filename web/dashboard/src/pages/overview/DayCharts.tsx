import { SimpleGrid } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { RangeNotes } from '../../components/ChangeNotes';
import { Panel } from '../../components/Panel';
import { QueryChart } from '../../components/QueryChart';
import type { TimeRange } from '../../lib/timeRange';

const DAY: TimeRange = { from: 'now-24h', to: 'now' };
const HEIGHT = 190;
const REFRESH_MS = 60_000;

// What the live charts show, each point over the ten minutes before it, which is at least a step of a day's chart.
const CHARTS = [
  { key: 'throughputChart', query: 'sum(rate(perfmonitor_samples_accepted_total[10m]))', unit: 'perSecond', range: 'zero' },
  { key: 'latencyChart', query: '1000 * avg(avg_over_time(probe_duration_seconds[10m]))', unit: 'ms', range: 'zero' },
  { key: 'memoryChart', query: 'sum(avg_over_time(host_memory_used_bytes[10m]))', unit: 'bytes', range: 'zero' },
  { key: 'coresChart', query: '100 * avg_over_time(host_cpu_core_utilization_ratio[10m])', unit: 'percent', range: 'percent' },
] as const;

/** The last 24 hours of what the live charts show; dragging opens the part chosen where it can be looked into. */
export function DayCharts(): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        {CHARTS.map(({ key, query, unit, range }) => (
          <Panel key={key} title={t(`overview.${key}`)}>
            <QueryChart
              title={t(`overview.${key}`)}
              query={query}
              range={DAY}
              onRange={(chosen) => void navigate({ to: '/explore', search: { query, ...chosen } })}
              refetchMs={REFRESH_MS}
              unit={unit}
              valueRange={range}
              height={HEIGHT}
              fill
              syncKey="overview-day"
              notes={false}
            />
          </Panel>
        ))}
      </SimpleGrid>
      <RangeNotes range={DAY} />
    </>
  );
}

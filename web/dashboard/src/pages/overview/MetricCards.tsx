import { SimpleGrid, useComputedColorScheme } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Impact, OverviewPoint } from '../../api/overview';
import { seriesColor } from '../../charts/palette';
import { formatDigits, formatValue, NO_VALUE } from '../../lib/formatNumber';
import { changeOf, type Change, type Figure } from './baselineRow';
import { MetricCard } from './MetricCard';
import { stateOfCpu, stateOfMemory } from './states';

interface MetricCardsProps {
  readonly points: readonly OverviewPoint[];
  readonly impact: Impact | null;
}

/** The four numbers a person looks at first, and how they stand against the baseline. */
export function MetricCards({ points, impact }: MetricCardsProps): ReactElement {
  const { t, i18n } = useTranslation();
  const scheme = useComputedColorScheme('light');
  const locale = i18n.language;
  const current = points.at(-1);
  const digits = (value: number | null | undefined, significant: number): string =>
    value === null || value === undefined ? NO_VALUE : formatDigits(value, locale, significant);
  const card = (
    figure: Figure,
    select: (point: OverviewPoint) => number | null,
    color: number,
  ): { line: { values: (number | null)[]; color: string }; change: Change | null } => {
    return { line: { values: points.map(select), color: seriesColor(color, scheme) }, change: changeOf(impact, figure) };
  };
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing={{ base: 'xs', sm: 'md' }}>
      <MetricCard
        {...card('throughput', (point) => point.throughput_ops_sec, 0)}
        title={t('overview.throughput')}
        value={digits(current?.throughput_ops_sec, 4)}
        unit={t('unit.opsPerSecond')}
      />
      <MetricCard
        {...card('latency', (point) => point.latency_ms, 1)}
        title={t('overview.latency')}
        value={digits(current?.latency_ms, 3)}
        unit="ms"
        note={t('overview.p95', { value: formatValue(current?.latency_p95_ms, 'ms', locale) })}
      />
      <MetricCard
        {...card('memory', (point) => point.memory_mb, 2)}
        title={t('overview.memory')}
        value={digits(current?.memory_mb, 5)}
        unit="MB"
        state={stateOfMemory(current)}
        note={t('overview.memoryOf', { total: formatValue(current?.memory_total_mb, 'megabytes', locale) })}
      />
      <MetricCard
        {...card('cpu', (point) => point.cpu_utilization, 3)}
        title={t('overview.cpu')}
        value={digits(current?.cpu_utilization, 3)}
        unit="%"
        state={stateOfCpu(current)}
        note={t('overview.cores', { count: current?.cpu_cores?.length ?? 0 })}
      />
    </SimpleGrid>
  );
}

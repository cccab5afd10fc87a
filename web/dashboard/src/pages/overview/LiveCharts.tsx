import { SimpleGrid } from '@mantine/core';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { OverviewPoint } from '../../api/overview';
import { alignPoints } from '../../charts/alignedData';
import { peakOf, type Marker } from '../../charts/markers';
import { SeriesChart } from '../../charts/SeriesChart';
import { Panel } from '../../components/Panel';
import { formatValue, type Unit } from '../../lib/formatNumber';

const HEIGHT = 190;
// Points come every second; longer without one, the line breaks.
const MAX_GAP_SECONDS = 2.5;
const WINDOW_SECONDS = 60;
// The neutral last colour of the palette.
const ALL_CORES_COLOR = 7;

/** The last minute, one chart a question. */
export function LiveCharts({ points }: { readonly points: readonly OverviewPoint[] }): ReactElement {
  const { t } = useTranslation();
  const p95 = points.at(-1)?.latency_p95_ms;
  const peak = peakOf(points.map((point) => point.memory_mb));
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
      <LiveChart title={t('overview.throughputChart')} points={points} select={throughput} unit="perSecond" color={0} />
      <LiveChart
        title={t('overview.latencyChart')}
        points={points}
        select={latency}
        unit="ms"
        color={1}
        markers={p95 === null || p95 === undefined ? [] : [{ value: p95, label: 'P95', kind: 'warning' }]}
      />
      <LiveChart
        title={t('overview.memoryChart')}
        points={points}
        select={memory}
        unit="megabytes"
        color={2}
        markers={peak === null ? [] : [{ value: peak.value, label: t('overview.peak'), kind: 'info' }]}
      />
      <CoresChart points={points} />
    </SimpleGrid>
  );
}

type Select = (point: OverviewPoint) => readonly (number | null)[];
const throughput: Select = (point) => [point.throughput_ops_sec];
const latency: Select = (point) => [point.latency_ms];
const memory: Select = (point) => [point.memory_mb];

interface LiveChartProps {
  readonly title: string;
  readonly points: readonly OverviewPoint[];
  readonly select: Select;
  readonly unit: Unit;
  readonly color: number;
  readonly markers?: readonly Marker[];
}

function LiveChart({ title, points, select, unit, color, markers = [] }: LiveChartProps): ReactElement {
  const { t, i18n } = useTranslation();
  const data = useMemo(() => alignPoints(points, select, 1, MAX_GAP_SECONDS), [points, select]);
  const current = points.at(-1);
  const value = formatValue(current === undefined ? null : select(current)[0], unit, i18n.language);
  return (
    <Panel title={title}>
      <SeriesChart
        label={t('chart.live', { title, value })}
        data={data}
        series={[{ label: title, color, fill: true }]}
        unit={unit}
        range="zero"
        height={HEIGHT}
        markers={markers}
        timeAxis={windowOf(points)}
        syncKey="overview"
      />
    </Panel>
  );
}

function CoresChart({ points }: { readonly points: readonly OverviewPoint[] }): ReactElement {
  const { t, i18n } = useTranslation();
  const title = t('overview.coresChart');
  const cores = points.at(-1)?.cpu_cores?.length ?? 0;
  const data = useMemo(
    () => alignPoints(points, (point) => [point.cpu_utilization, ...(point.cpu_cores ?? [])], cores + 1, MAX_GAP_SECONDS),
    [points, cores],
  );
  const value = formatValue(points.at(-1)?.cpu_utilization, 'percent', i18n.language);
  return (
    <Panel title={title}>
      <SeriesChart
        label={t('chart.live', { title, value })}
        data={data}
        series={[
          // The whole has a history from the first second; the cores begin when the page is opened.
          { label: t('overview.allCores'), color: ALL_CORES_COLOR, dashed: true },
          ...Array.from({ length: cores }, (_, core) => ({ label: t('overview.core', { core }), color: core })),
        ]}
        unit="percent"
        range="percent"
        height={HEIGHT}
        timeAxis={windowOf(points)}
        syncKey="overview"
      />
    </Panel>
  );
}

/** The minute up to the newest point, so that a chart that has just begun fills from the right. */
function windowOf(points: readonly OverviewPoint[]): readonly [number, number] | undefined {
  const newest = points.at(-1);
  if (newest === undefined) return undefined;
  const end = newest.timestamp / 1_000;
  return [end - WINDOW_SECONDS, end];
}

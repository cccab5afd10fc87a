import { SimpleGrid } from '@mantine/core';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { eventOf, useAnnotations } from '../../api/annotations';
import type { Impact, OverviewPoint } from '../../api/overview';
import { alignPoints } from '../../charts/alignedData';
import type { ChartEvent } from '../../charts/events';
import { peakOf, type Marker } from '../../charts/markers';
import { SeriesChart } from '../../charts/SeriesChart';
import { Panel } from '../../components/Panel';
import { formatValue, type Unit } from '../../lib/formatNumber';
import { baselineMarkers, type Figure } from './baselineRow';

const HEIGHT = 190;
// Points come every second; longer without one, the line breaks.
const MAX_GAP_SECONDS = 2.5;
const WINDOW_SECONDS = 60;
// The neutral last colour of the palette.
const ALL_CORES_COLOR = 7;

/** The last minute, one chart a question. */
export function LiveCharts({ points, impact }: { readonly points: readonly OverviewPoint[]; readonly impact: Impact | null }): ReactElement {
  const { t } = useTranslation();
  const p95 = points.at(-1)?.latency_p95_ms;
  const peak = peakOf(points.map((point) => point.memory_mb));
  const noted = useAnnotations('live', () => ({ from: Date.now() - WINDOW_SECONDS * 1_000, to: Date.now() }));
  const events = useMemo(() => (noted.data ?? []).map(eventOf), [noted.data]);
  const baseline = (figure: Figure): readonly Marker[] => baselineMarkers(impact, figure, t('overview.baseline'));
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
      <LiveChart title={t('overview.throughputChart')} points={points} select={throughput} unit="perSecond" color={0} markers={baseline('throughput')} events={events} />
      <LiveChart
        title={t('overview.latencyChart')}
        points={points}
        select={latency}
        unit="ms"
        color={1}
        markers={[...(p95 === null || p95 === undefined ? [] : [{ value: p95, label: 'P95', kind: 'warning' as const }]), ...baseline('latency')]}
        events={events}
      />
      <LiveChart
        title={t('overview.memoryChart')}
        points={points}
        select={memory}
        unit="megabytes"
        color={2}
        markers={[...(peak === null ? [] : [{ value: peak.value, label: t('overview.peak'), kind: 'info' as const }]), ...baseline('memory')]}
        events={events}
      />
      <CoresChart points={points} markers={baseline('cpu')} events={events} />
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
  readonly markers: readonly Marker[];
  readonly events: readonly ChartEvent[];
}

function LiveChart({ title, points, select, unit, color, markers, events }: LiveChartProps): ReactElement {
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
        events={events}
        timeAxis={windowOf(points)}
        glides
        syncKey="overview"
      />
    </Panel>
  );
}

function CoresChart({ points, markers, events }: Pick<LiveChartProps, 'points' | 'markers' | 'events'>): ReactElement {
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
          { label: t('overview.allCores'), color: ALL_CORES_COLOR, dashed: true },
          ...Array.from({ length: cores }, (_, core) => ({ label: t('overview.core', { core }), color: core })),
        ]}
        unit="percent"
        range="percent"
        height={HEIGHT}
        markers={markers}
        events={events}
        timeAxis={windowOf(points)}
        glides
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

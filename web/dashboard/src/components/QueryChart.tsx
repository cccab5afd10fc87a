import { Center, Loader, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlignedData } from 'uplot';
import { eventOf, useAnnotations, type Annotation } from '../api/annotations';
import { useRangeQuery, type Labels } from '../api/prometheus';
import { alignSeries, shortLabels } from '../charts/alignedData';
import type { ChartEvent } from '../charts/events';
import { withLayers, type Layer } from '../charts/layers';
import { Legend } from '../charts/Legend';
import type { Marker } from '../charts/markers';
import { SeriesChart } from '../charts/SeriesChart';
import type { ValueRange } from '../charts/seriesOptions';
import { useHiddenSeries } from '../charts/useHiddenSeries';
import type { Unit } from '../lib/formatNumber';
import { absoluteRange, isRelative, resolveRange, stepSeconds, type TimeRange } from '../lib/timeRange';
import { useNow } from '../lib/useNow';
import { ChangeNotes } from './ChangeNotes';
import { Failure, Notice } from './Notice';

interface QueryChartProps {
  readonly title: string;
  readonly query: string;
  readonly range: TimeRange;
  readonly onRange: (range: TimeRange) => void;
  readonly refetchMs: number | false;
  readonly unit: Unit;
  readonly valueRange: ValueRange;
  readonly height: number;
  readonly fill?: boolean;
  readonly syncKey?: string;
  readonly markers?: readonly Marker[];
  /** Times to mark beside what was done to the system. */
  readonly spans?: readonly ChartEvent[];
  /** What is expected of the series; the axis reaches as far as they do. */
  readonly layers?: readonly Layer[];
  /** Which series to show; all by default. */
  readonly keep?: (labels: Labels) => boolean;
  /** A series' place among the others, which also gives it its colour; as they came by default. */
  readonly position?: (labels: Labels) => number;
  /** A series' name; what differs in its labels by default. */
  readonly label?: (labels: Labels) => string;
  /** Which series are measured in percent, on an axis of their own. */
  readonly inPercent?: (labels: Labels) => boolean;
  /** Says in words what its lines mark; where several charts share a range, that is said once beside them. */
  readonly notes?: boolean;
  /** Counts the time from an instant in ms, and leaves out what was done meanwhile: that has its place on the clock. */
  readonly since?: number;
}

// More lines than this cannot be told apart, and slow the page.
const MOST_SERIES = 100;
const NO_LAYERS: readonly Layer[] = [];
const NO_ANNOTATIONS: readonly Annotation[] = [];
const NO_EVENTS: readonly ChartEvent[] = [];

/** A PromQL expression over a range of time, as a chart. Dragging loads the finer data of the part chosen. */
export function QueryChart(props: QueryChartProps): ReactElement {
  const { title, query, range, onRange, refetchMs, unit, valueRange, height, fill = false, syncKey, markers, spans = NO_EVENTS, layers = NO_LAYERS, keep, position, label, inPercent, notes = true, since } = props;
  const { t } = useTranslation();
  const { ref, width } = useElementSize();
  const now = useNow(10_000);
  const step = stepSeconds(resolveRange(range, now), width === 0 ? 900 : width);
  const answer = useRangeQuery({
    query: width === 0 ? '' : query,
    rangeKey: `${range.from} ${range.to}`,
    interval: () => resolveRange(range, Date.now()),
    step,
    refetchMs: isRelative(range) ? refetchMs : false,
  });
  const noted = useAnnotations(`${range.from} ${range.to}`, () => resolveRange(range, Date.now()));
  const annotations = noted.data ?? NO_ANNOTATIONS;
  const events = useMemo(() => [...annotations.map(eventOf), ...spans], [annotations, spans]);
  const found = useMemo(() => answer.data?.filter(({ metric }) => keep?.(metric) ?? true), [answer.data, keep]);
  const shown = useMemo(() => {
    const first = found?.slice(0, MOST_SERIES) ?? [];
    return position === undefined ? first : first.sort((left, right) => position(left.metric) - position(right.metric));
  }, [found, position]);
  const origin = (since ?? 0) / 1_000;
  const data = useMemo(() => {
    const [times, ...columns] = alignSeries(shown, step);
    return [Array.from(times, (seconds) => seconds - origin), ...columns] as AlignedData;
  }, [shown, step, origin]);
  const metrics = shown.map(({ metric }) => metric);
  const names = label === undefined ? shortLabels(metrics) : metrics.map(label);
  const hidden = useHiddenSeries(query);
  const series = names.map((name, index) => ({
    label: name,
    color: position?.(metrics[index] ?? {}) ?? index,
    fill: fill && names.length === 1,
    hidden: hidden.has(name),
    ...(inPercent?.(metrics[index] ?? {}) === true ? { axis: 'percent' as const } : {}),
  }));
  const updated = answer.dataUpdatedAt;
  const timeAxis = useMemo<readonly [number, number]>(() => {
    const { from, to } = resolveRange(range, updated === 0 ? now : updated);
    return [from / 1_000 - origin, Math.max(to / 1_000, ...layers.map(({ times }) => times.at(-1) ?? 0)) - origin];
  }, [range, updated, now, layers, origin]);
  const chart = withLayers(data, series, metrics, layers, (name) => t('analysis.expected', { name }));

  return (
    <div ref={ref} style={{ minHeight: height }}>
      {content()}
    </div>
  );

  function content(): ReactElement {
    if (answer.isError) return <Failure error={answer.error} onRetry={() => void answer.refetch()} />;
    if (found === undefined) {
      return (
        <Center h={height}>
          <Loader size="sm" aria-label={t('loading')} />
        </Center>
      );
    }
    if (found.length === 0) return <Notice title={t('chart.empty')}>{t('chart.emptyText')}</Notice>;
    return (
      <>
        <SeriesChart
          label={t('chart.range', { title, count: found.length })}
          data={chart.data}
          series={chart.series}
          bands={chart.bands}
          unit={unit}
          range={valueRange}
          height={height}
          timeAxis={timeAxis}
          events={since === undefined ? events : NO_EVENTS}
          elapsed={since !== undefined}
          onSelect={(from, to) => { onRange(absoluteRange({ from: from + origin * 1_000, to: to + origin * 1_000 })); }}
          {...(markers === undefined ? {} : { markers })}
          {...(syncKey === undefined ? {} : { syncKey })}
        />
        {series.length > 1 && <Legend series={series} onToggle={hidden.toggle} onOnly={(name) => { hidden.only(name, names); }} />}
        {notes && since === undefined && <ChangeNotes annotations={annotations} range={range} failed={noted.isError} />}
        {found.length > MOST_SERIES && (
          <Text size="xs" c="dimmed">
            {t('chart.truncated', { shown: MOST_SERIES, count: found.length })}
          </Text>
        )}
      </>
    );
  }
}

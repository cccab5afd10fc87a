import { useComputedColorScheme } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import uPlot, { type AlignedData } from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Unit } from '../lib/formatNumber';
import { ChartTooltip, type CursorPosition } from './ChartTooltip';
import { drawEvents } from './drawEvents';
import { drawMarkers } from './drawMarkers';
import type { ChartEvent } from './events';
import { glide } from './glide';
import type { Marker } from './markers';
import styles from './SeriesChart.module.css';
import { seriesOptions, type BandSpec, type SeriesSpec, type ValueRange } from './seriesOptions';

export interface SeriesChartProps {
  /** Says what is shown to those who do not see it. */
  readonly label: string;
  readonly data: AlignedData;
  readonly series: readonly SeriesSpec[];
  readonly bands?: readonly BandSpec[];
  readonly unit: Unit;
  readonly range: ValueRange;
  readonly height: number;
  readonly markers?: readonly Marker[];
  /** What was done to the system meanwhile. */
  readonly events?: readonly ChartEvent[];
  /** Ends of the time axis in seconds; the data's own by default. */
  readonly timeAxis?: readonly [from: number, to: number] | undefined;
  /** Moves on to a new time axis instead of jumping, unless the person wants less motion. */
  readonly glides?: boolean;
  readonly syncKey?: string;
  /** The time axis counts seconds from a beginning. */
  readonly elapsed?: boolean;
  /** Called with instants in ms when the person drags over a range of time. */
  readonly onSelect?: (from: number, to: number) => void;
}

const NO_MARKERS: readonly Marker[] = [];
const NO_EVENTS: readonly ChartEvent[] = [];
const NO_BANDS: readonly BandSpec[] = [];

/** Adapts uPlot to React: what to draw is decided by the pure functions beside it. */
export function SeriesChart(props: SeriesChartProps): ReactElement {
  const { label, data, series, bands = NO_BANDS, unit, range, height, markers = NO_MARKERS, events = NO_EVENTS, timeAxis, glides = false, elapsed = false, syncKey, onSelect } = props;
  const reducedMotion = useReducedMotion(undefined, { getInitialValueInEffect: false });
  const moves = glides && !reducedMotion;
  const shownAxis = useRef<readonly [number, number] | undefined>(undefined);
  const { i18n } = useTranslation();
  const scheme = useComputedColorScheme('light');
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const [cursor, setCursor] = useState<CursorPosition | null>(null);
  const locale = i18n.language;
  const selectable = onSelect !== undefined;
  // A chart is built anew only when its make-up changes; values alone are set into the living one.
  const makeUp = JSON.stringify({ series, bands, unit, range, scheme, locale, syncKey, selectable, elapsed });
  const latest = useRef({ data, markers, events, timeAxis, onSelect });

  useEffect(() => {
    latest.current = { data, markers, events, timeAxis, onSelect };
    const plot = chart.current;
    if (plot?.series.length !== data.length) return undefined;
    const show = (axis: readonly [number, number]): void => {
      shownAxis.current = axis;
      plot.setScale('x', { min: axis[0], max: axis[1] });
    };
    const from = shownAxis.current;
    plot.batch(() => {
      plot.setData(data, timeAxis === undefined);
      if (timeAxis !== undefined) show(moves && from !== undefined ? from : timeAxis);
    });
    return moves && from !== undefined && timeAxis !== undefined ? glide(from, timeAxis, show) : undefined;
  }, [data, markers, events, timeAxis, onSelect, moves]);

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const spec = JSON.parse(makeUp) as Parameters<typeof seriesOptions>[0];
    const now = latest.current;
    const plot = new uPlot(
      {
        ...seriesOptions(spec, () => latest.current.markers),
        width: element.clientWidth,
        height,
        hooks: {
          draw: [
            (drawn) => {
              drawEvents(drawn, latest.current.events, spec);
              drawMarkers(drawn, latest.current.markers, spec);
            },
          ],
          setCursor: [(moved) => { setCursor(readCursor(moved)); }],
          setSelect: [
            (selected) => {
              const { left, width } = selected.select;
              if (width < 4) return;
              selected.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
              latest.current.onSelect?.(selected.posToVal(left, 'x') * 1_000, selected.posToVal(left + width, 'x') * 1_000);
            },
          ],
        },
      },
      now.data.length === spec.series.length + 1 ? now.data : [[], ...spec.series.map(() => [])],
      element,
    );
    shownAxis.current = now.timeAxis;
    if (now.timeAxis !== undefined) plot.setScale('x', { min: now.timeAxis[0], max: now.timeAxis[1] });
    chart.current = plot;
    const resized = new ResizeObserver(() => { plot.setSize({ width: element.clientWidth, height }); });
    resized.observe(element);
    return () => {
      resized.disconnect();
      plot.destroy();
      chart.current = null;
      setCursor(null);
    };
  }, [makeUp, height]);

  return (
    <div className={styles['chart']} role="img" aria-label={label}>
      <div ref={host} style={{ height }} />
      {cursor !== null && <ChartTooltip cursor={cursor} data={data} series={series} unit={unit} scheme={scheme} elapsed={elapsed} />}
    </div>
  );
}

function readCursor(plot: uPlot): CursorPosition | null {
  const { idx, left } = plot.cursor;
  if (idx === null || idx === undefined || left === undefined || left < 0) return null;
  return { index: idx, left: left + plot.bbox.left / devicePixelRatio, width: plot.width };
}

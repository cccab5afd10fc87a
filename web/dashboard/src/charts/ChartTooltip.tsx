import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlignedData } from 'uplot';
import { formatValue, type Unit } from '../lib/formatNumber';
import { formatDateTime, formatDuration } from '../lib/formatTime';
import { seriesColor, type ColorScheme } from './palette';
import styles from './SeriesChart.module.css';
import type { SeriesSpec } from './seriesOptions';

export interface CursorPosition {
  readonly index: number;
  /** Pixels from the chart's left edge. */
  readonly left: number;
  readonly width: number;
}

interface ChartTooltipProps {
  readonly cursor: CursorPosition;
  readonly data: AlignedData;
  readonly series: readonly SeriesSpec[];
  readonly unit: Unit;
  readonly scheme: ColorScheme;
  readonly elapsed: boolean;
}

// More would cover the chart; the largest are the ones asked about.
const MOST_ROWS = 10;

/** The values under the cursor, the largest first. */
export function ChartTooltip({ cursor, data, series, unit, scheme, elapsed }: ChartTooltipProps): ReactElement | null {
  const { t, i18n } = useTranslation();
  const seconds = data[0][cursor.index];
  if (seconds === undefined) return null;
  const rows = series
    .map(({ label, color, hidden, part, axis }, index) => ({
      label,
      hidden,
      part,
      measured: axis ?? unit,
      color: seriesColor(color ?? index, scheme),
      value: data[index + 1]?.[cursor.index],
    }))
    .filter(({ hidden, part, value }) => hidden !== true && part === undefined && value !== null && value !== undefined)
    .sort((left, right) => (right.value ?? 0) - (left.value ?? 0));
  if (rows.length === 0) return null;
  const onLeft = cursor.left > cursor.width / 2;
  const place = onLeft ? { right: cursor.width - cursor.left + 14 } : { left: cursor.left + 14 };
  return (
    <div className={styles['tooltip']} style={place} aria-hidden>
      <div className={styles['time']}>{elapsed ? formatDuration(seconds * 1_000) : formatDateTime(seconds * 1_000, i18n.language)}</div>
      {rows.slice(0, MOST_ROWS).map(({ label, color, value, measured }) => (
        <div key={label} className={styles['row']}>
          <span className={styles['swatch']} style={{ background: color }} />
          <span className={styles['name']}>{label}</span>
          <span className={styles['value']}>{formatValue(value, measured, i18n.language)}</span>
        </div>
      ))}
      {rows.length > MOST_ROWS && <div className={styles['time']}>{t('chart.more', { count: rows.length - MOST_ROWS })}</div>}
    </div>
  );
}

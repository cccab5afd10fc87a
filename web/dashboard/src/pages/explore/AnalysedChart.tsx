import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { forecastSpan, layerOfBand, layerOfForecast, useBands, useForecast } from '../../api/analysis';
import { Failure, Notice } from '../../components/Notice';
import { QueryChart } from '../../components/QueryChart';
import { unitOfExpression } from '../../lib/formatNumber';
import { isRelative, resolveRange, stepSeconds, type TimeRange } from '../../lib/timeRange';
import { useNow } from '../../lib/useNow';
import { AnomalyList } from './AnomalyList';
import { ForecastWords } from './ForecastWords';

interface AnalysedChartProps {
  readonly query: string;
  readonly range: TimeRange;
  readonly onRange: (range: TimeRange) => void;
  readonly refetchMs: number | false;
  readonly forecast: boolean;
  readonly anomalies: boolean;
}

// About as fine as the chart draws, and within what the detectors can take: 1 s to 1 h, 2,016 steps.
const BAND_WIDTH = 900;
const LONGEST_STEP = 3_600;

/** A query as a chart, with what is expected of it laid over, and in words below. */
export function AnalysedChart({ query, range, onRange, refetchMs, forecast, anomalies }: AnalysedChartProps): ReactElement {
  const { t } = useTranslation();
  const now = useNow(60_000);
  const interval = resolveRange(range, now);
  // A forecast begins now; beside an older range it would stand alone.
  const reachesNow = isRelative(range);
  const outlook = useForecast(forecast && reachesNow ? query : '', forecastSpan(interval));
  const step = Math.min(stepSeconds(interval, BAND_WIDTH), LONGEST_STEP);
  const judged = useBands(anomalies ? query : '', `${range.from} ${range.to}`, () => resolveRange(range, Date.now()), step);
  const expected = forecast && reachesNow ? outlook.data : undefined;
  const bands = anomalies ? judged.data : undefined;
  const layers = useMemo(
    () => [
      ...(bands?.series ?? []).map(layerOfBand),
      ...(expected?.series ?? []).map((series) => layerOfForecast(series, expected?.stepSeconds ?? 0)),
    ],
    [bands, expected],
  );

  return (
    <>
      <QueryChart
        title={query}
        query={query}
        range={range}
        onRange={onRange}
        refetchMs={refetchMs}
        unit={unitOfExpression(query)}
        valueRange="fit"
        height={380}
        fill={layers.length === 0}
        layers={layers}
      />
      {forecast && !reachesNow && <Notice title={t('analysis.forecastPast')}>{t('analysis.forecastPastText')}</Notice>}
      {forecast && outlook.isError && <Failure error={outlook.error} onRetry={() => void outlook.refetch()} />}
      {expected !== undefined && <ForecastWords forecast={expected} />}
      {anomalies && judged.isError && <Failure error={judged.error} onRetry={() => void judged.refetch()} />}
      {bands !== undefined && <AnomalyList query={query} bands={bands} />}
    </>
  );
}

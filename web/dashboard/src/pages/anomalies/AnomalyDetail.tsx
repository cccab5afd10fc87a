import { Anchor, List, Loader, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useCallback, useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useBands } from '../../api/analysis';
import type { FoundAnomaly } from '../../api/anomalies';
import type { Labels } from '../../api/prometheus';
import { useWatches, type Watch } from '../../api/watches';
import { sameSeries } from '../../charts/layers';
import { ExplanationPanel } from '../../components/ExplanationPanel';
import { Failure, Notice } from '../../components/Notice';
import { QueryChart } from '../../components/QueryChart';
import { unitOfExpression } from '../../lib/formatNumber';
import { resolveRange, stepSeconds, type TimeRange } from '../../lib/timeRange';
import { layerOf, rangeAround, stepOf } from './anomalyChart';
import { useDetectorName } from './useDetectorName';

/** An anomaly's series with its band, what each detector saw, and what moved with it. */
export function AnomalyDetail({ anomaly }: { readonly anomaly: FoundAnomaly }): ReactElement {
  const { t } = useTranslation();
  const watches = useWatches();
  if (watches.data === undefined) {
    return watches.isError ? <Failure error={watches.error} onRetry={() => void watches.refetch()} /> : <Loader size="sm" aria-label={t('loading')} />;
  }
  const watch = watches.data.find(({ definition }) => definition.name === anomaly.watch);
  return (
    <Stack gap="sm">
      <Reasons anomaly={anomaly} />
      {watch === undefined ? (
        <Notice title={t('anomalies.unwatched', { name: anomaly.watch })}>{t('anomalies.unwatchedText')}</Notice>
      ) : (
        <>
          <BandChart anomaly={anomaly} watch={watch} />
          <ExplanationPanel query={watch.definition.query} labels={anomaly.labels} time={anomaly.time} />
        </>
      )}
    </Stack>
  );
}

function Reasons({ anomaly: { reason, votes } }: { readonly anomaly: FoundAnomaly }): ReactElement {
  const detectorName = useDetectorName();
  return (
    <div>
      <Text size="sm">{reason}</Text>
      <List size="sm" mt={4}>
        {votes.map((vote) => (
          <List.Item key={vote.detector}>
            <Text span size="sm" fw={600}>{detectorName(vote.detector)}</Text>: {vote.reason}
          </List.Item>
        ))}
      </List>
    </div>
  );
}

// About as fine as the chart draws.
const BAND_WIDTH = 900;

function BandChart({ anomaly, watch }: { readonly anomaly: FoundAnomaly; readonly watch: Watch }): ReactElement {
  const { t } = useTranslation();
  const { query } = watch.definition;
  const [openedAt] = useState(() => Date.now());
  const [chosen, setChosen] = useState<TimeRange | null>(null);
  const range = chosen ?? rangeAround(anomaly.time, stepOf(watch), openedAt);
  const interval = resolveRange(range, openedAt);
  const step = Math.max(stepSeconds(interval, BAND_WIDTH), stepOf(watch) / 1_000);
  const { minimum, maximum } = watch.definition;
  const bands = useBands(query, `${range.from} ${range.to}`, () => interval, step, { minimum, maximum });
  const layers = useMemo(() => [layerOf(anomaly, bands.data)], [anomaly, bands.data]);
  const keep = useCallback((labels: Labels) => sameSeries(labels, anomaly.labels), [anomaly.labels]);
  return (
    <div>
      <QueryChart
        title={t('anomalies.chart', { name: anomaly.watch })}
        query={query}
        range={range}
        onRange={setChosen}
        refetchMs={false}
        unit={unitOfExpression(query)}
        valueRange="fit"
        height={240}
        layers={layers}
        keep={keep}
        label={() => anomaly.watch}
      />
      {bands.isError && <Text size="sm" c="var(--state-warning)" role="status">{t('anomalies.noBand', { reason: bands.error.message })}</Text>}
      <Anchor size="sm" renderRoot={(props) => <Link to="/explore" search={{ query, from: range.from, to: range.to, anomalies: 'on' }} {...props} />}>
        {t('alert.explore')}
      </Anchor>
    </div>
  );
}

import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { layerOfForecast, useForecast } from '../../api/analysis';
import type { Resource } from '../../api/capacity';
import { QueryChart } from '../../components/QueryChart';
import { unitOfExpression } from '../../lib/formatNumber';
import type { TimeRange } from '../../lib/timeRange';
import { seriesQuery } from './reachTimes';

const CHART_HEIGHT = 220;
const WEEK_SECONDS = 604_800;

/** What the forecast of a resource says in words, and the chart of how it goes on. */
export function ResourceDetail({ resource }: { readonly resource: Resource }): ReactElement {
  const { t } = useTranslation();
  const query = seriesQuery(resource);
  const [range, setRange] = useState<TimeRange>({ from: 'now-7d', to: 'now' });
  const forecast = useForecast(query, { history: WEEK_SECONDS, horizon: resource.horizonSeconds }, { least: resource.least ?? null, largest: resource.largest ?? null });
  return (
    <Stack gap="xs">
      {[resource.reach.words, resource.allocation?.words, resource.scaling?.words, resource.trend.reason].map((words) => words !== undefined && <Text key={words} size="sm">{words}</Text>)}
      <QueryChart
        title={resource.outlook}
        query={query}
        range={range}
        onRange={setRange}
        refetchMs={false}
        unit={unitOfExpression(resource.query)}
        valueRange="zero"
        height={CHART_HEIGHT}
        layers={forecast.data?.series.map((series) => layerOfForecast(series, forecast.data.stepSeconds)) ?? []}
        markers={[{ value: resource.threshold, label: t('capacity.threshold'), kind: 'critical' }]}
      />
      <Anchor size="sm" renderRoot={(props) => <Link to="/explore" search={{ query, forecast: 'on', ...range }} {...props} />}>{t('capacity.toChart')}</Anchor>
    </Stack>
  );
}

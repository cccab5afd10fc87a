import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useTrends } from '../../api/trends';
import { Notice } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { QueryBox } from '../../components/QueryBox';
import { formatDuration } from '../../lib/formatTime';
import { changed, TREND_RANGES, type Changes, type TrendSearch } from '../../lib/urlState';
import { TrendTable } from './TrendTable';
import { USUAL_QUERIES, worstFirst } from './trendWords';

const route = getRouteApi('/shell/health/trends');

/** Whether something slowly gets worse, over a day to a year, and when it was at its highest. */
export function TrendsPage(): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = search.query ?? USUAL_QUERIES[0].query;
  const { range = '7d', better = 'lower' } = search;
  const trends = useTrends(query, range, better);
  const change = (changes: Changes<TrendSearch>): void => void navigate({ search: (previous) => changed(previous, changes) });
  return (
    <>
      <PageHeader title={t('trends.title')} lead={t('trends.lead')} />
      <Panel>
        <QueryBox key={query} query={query} onRun={(asked) => { change({ query: asked === '' ? undefined : asked }); }} />
        <Group gap={6} mt="sm" role="group" aria-label={t('trends.usual')}>
          {USUAL_QUERIES.map((usual) => (
            <Button
              key={usual.name}
              size="compact-sm"
              variant={usual.query === query ? 'filled' : 'default'}
              aria-pressed={usual.query === query}
              onClick={() => { change({ query: usual.query, better: usual.better === 'higher' ? 'higher' : undefined }); }}
            >
              {t(`trends.queries.${usual.name}`)}
            </Button>
          ))}
        </Group>
      </Panel>
      <Group my="md" gap="sm">
        <SegmentedControl
          aria-label={t('range.title')}
          data={TREND_RANGES.map((value) => ({ value, label: t(`trends.ranges.${value}`) }))}
          value={range}
          onChange={(value) => { change({ range: TREND_RANGES.find((known) => known === value) }); }}
        />
        <SegmentedControl
          aria-label={t('trends.better')}
          data={[{ value: 'lower', label: t('trends.lowerBetter') }, { value: 'higher', label: t('trends.higherBetter') }]}
          value={better}
          onChange={(value) => { change({ better: value === 'higher' ? 'higher' : undefined }); }}
        />
      </Group>
      <Panel flush>
        <TrendTable
          key={`${query} ${range}`}
          query={query}
          range={range}
          source={trends}
          series={trends.data && worstFirst(trends.data.series)}
          empty={<Notice title={t('trends.none')}>{t('trends.noneText')}</Notice>}
        />
      </Panel>
      {trends.data !== undefined && (
        <Text size="sm" c="dimmed" mt="sm">
          {t('trends.how', { step: formatDuration(trends.data.stepSeconds * 1_000) })}
          {trends.data.leftOut > 0 && ` ${t('analysis.leftOut', { count: trends.data.leftOut })}`}
        </Text>
      )}
    </>
  );
}

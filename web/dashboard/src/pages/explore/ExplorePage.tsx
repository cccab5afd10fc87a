import { Button, Group, SegmentedControl, Switch } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { QueryBox } from '../../components/QueryBox';
import { RefreshPicker } from '../../components/RefreshPicker';
import { TimeRangePicker } from '../../components/TimeRangePicker';
import { changed, EXPLORE_VIEWS, rangeOf, refreshMs, type ExploreSearch } from '../../lib/urlState';
import { AnalysedChart } from './AnalysedChart';
import { ExportButtons } from '../../components/ExportButtons';
import { ResultTable } from './ResultTable';

const route = getRouteApi('/shell/explore');

const EXAMPLES = [
  'host_cpu_core_utilization_ratio',
  'rate(host_network_receive_bytes_total[1m])',
  'max by (target) (probe_duration_seconds)',
  'sum(rate(perfmonitor_samples_accepted_total[1m]))',
] as const;

/** Any question to the data, answered as a chart or a table. */
export function ExplorePage(): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { query = '', view = 'chart' } = search;
  const range = rangeOf(search);
  const change = (changes: ExploreSearch): void => void navigate({ search: (previous) => ({ ...previous, ...changes }) });
  const turn = (analysis: 'forecast' | 'anomalies', on: boolean): void =>
    void navigate({ search: (previous) => changed(previous, { [analysis]: on ? 'on' : undefined }) });

  return (
    <>
      <PageHeader title={t('explore.title')} lead={t('explore.lead')}>
        <TimeRangePicker range={range} onChange={change} />
        <RefreshPicker value={search.refresh} onChange={(refresh) => { change({ refresh }); }} />
      </PageHeader>
      <Panel>
        <QueryBox key={query} query={query} onRun={(asked) => { change({ query: asked }); }} />
      </Panel>
      <Group my="md">
        <SegmentedControl
          aria-label={t('explore.view')}
          data={EXPLORE_VIEWS.map((value) => ({ value, label: t(`explore.views.${value}`) }))}
          value={view}
          onChange={(value) => { change({ view: value === 'table' ? 'table' : 'chart' }); }}
        />
        {view === 'chart' && (
          <>
            <Switch
              label={t('analysis.forecast')}
              checked={search.forecast === 'on'}
              onChange={({ currentTarget }) => { turn('forecast', currentTarget.checked); }}
            />
            <Switch
              label={t('analysis.anomalies')}
              checked={search.anomalies === 'on'}
              onChange={({ currentTarget }) => { turn('anomalies', currentTarget.checked); }}
            />
          </>
        )}
        {view === 'chart' && query !== '' && <ExportButtons query={query} range={range} />}
      </Group>
      <Panel flush={view === 'table' && query !== ''}>{content()}</Panel>
    </>
  );

  function content(): ReactElement {
    if (query === '') {
      return (
        <Notice
          title={t('explore.empty')}
          action={
            <Group justify="center" gap={6} mt="xs">
              {EXAMPLES.map((example) => (
                <Button
                  key={example}
                  size="compact-sm"
                  variant="default"
                  ff="monospace"
                  onClick={() => { change({ query: example }); }}
                  styles={{ label: { whiteSpace: 'normal', overflowWrap: 'anywhere' }, root: { height: 'auto', minHeight: 26, maxWidth: '100%' } }}
                >
                  {example}
                </Button>
              ))}
            </Group>
          }
        >
          {t('explore.emptyText')}
        </Notice>
      );
    }
    const refetchMs = refreshMs(search);
    if (view === 'table') return <ResultTable query={query} refetchMs={refetchMs} />;
    return (
      <AnalysedChart
        key={query}
        query={query}
        range={range}
        onRange={change}
        refetchMs={refetchMs}
        forecast={search.forecast === 'on'}
        anomalies={search.anomalies === 'on'}
      />
    );
  }
}

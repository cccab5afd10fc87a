import { Anchor, Breadcrumbs, Button, Group, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLoadTest, type LoadTestView } from '../../api/loadTests';
import { ExportButtons } from '../../components/ExportButtons';
import { Failure, StaleNotice } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { formatDateTime } from '../../lib/formatTime';
import { useNow } from '../../lib/useNow';
import { changed, RUN_VIEWS, type Changes, type RunSearch } from '../../lib/urlState';
import { RunCards } from './RunCards';
import { DetailCharts, OverviewChart, RequestsChart } from './RunCharts';
import { runRange, runSelector } from './runSeries';
import { RunStatus } from './RunStatus';
import { RunSummary } from './RunSummary';
import { StopButton } from './StopButton';

const route = getRouteApi('/shell/loadtests/$id');

/** One load test, while it goes and afterwards. */
export function LoadTestPage(): ReactElement {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const view = useLoadTest(id);
  if (view.data === undefined) {
    return view.isError ? <Failure error={view.error} onRetry={() => void view.refetch()} /> : <Skeleton height={300} aria-label={t('loading')} />;
  }
  return (
    <>
      {view.isError && <StaleNotice error={view.error} />}
      <Detail view={view.data} />
    </>
  );
}

function Detail({ view }: { readonly view: LoadTestView }): ReactElement {
  const { t, i18n } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const now = useNow(10_000);
  const { run } = view;
  const whole = runRange(run, now);
  const range = { from: search.from ?? whole.from, to: search.to ?? whole.to };
  const change = (changes: Changes<RunSearch>): void => void navigate({ search: (previous) => changed(previous, changes), replace: true });
  const chart = { run, range, onRange: change } as const;
  const shown = search.view ?? 'overview';
  return (
    <>
      <Breadcrumbs mb="xs">
        <Anchor size="sm" renderRoot={(props) => <Link to="/loadtests" {...props} />}>
          {t('loadTests.title')}
        </Anchor>
        <Text size="sm">{run.name}</Text>
      </Breadcrumbs>
      <PageHeader title={run.name} lead={t('loadTests.runLead', { url: run.url, users: run.virtualUsers, by: run.startedBy, at: formatDateTime(run.startedAt, i18n.language) })}>
        <ExportButtons query={runSelector(run.id, '.+')} range={range} />
        {run.state === 'running' && <StopButton run={run} />}
      </PageHeader>
      <Stack gap="md">
        <RunStatus view={view} />
        <RunCards run={run} />
        <Group justify="space-between" gap="xs">
          <SegmentedControl
            aria-label={t('loadTests.view')}
            data={RUN_VIEWS.map((value) => ({ value, label: t(`loadTests.views.${value}`) }))}
            value={shown}
            onChange={(value) => { change({ view: value === 'details' || value === 'summary' ? value : undefined }); }}
          />
          {search.from !== undefined && (
            <Button variant="default" size="compact-md" onClick={() => { change({ from: undefined, to: undefined }); }}>
              {t('loadTests.wholeRun')}
            </Button>
          )}
        </Group>
        {shown === 'overview' && <OverviewChart {...chart} />}
        {shown === 'details' && <DetailCharts {...chart} />}
        {shown === 'summary' && (
          <>
            <RunSummary run={run} />
            <RequestsChart {...chart} />
          </>
        )}
      </Stack>
    </>
  );
}

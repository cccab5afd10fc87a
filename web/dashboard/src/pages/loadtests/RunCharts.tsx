import { SimpleGrid } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { LoadTest } from '../../api/loadTests';
import type { Labels } from '../../api/prometheus';
import { RangeNotes } from '../../components/ChangeNotes';
import { Panel } from '../../components/Panel';
import { QueryChart } from '../../components/QueryChart';
import type { TimeRange } from '../../lib/timeRange';
import { runSelector } from './runSeries';

interface RunChartsProps {
  readonly run: LoadTest;
  readonly range: TimeRange;
  readonly onRange: (range: TimeRange) => void;
}

const LIVE_MS = 2_000;
const OVERVIEW = ['requests_per_second', 'success_rate_percent', 'active_users', 'progress_percent'] as const;
const RATES = ['requests_per_second', 'expected_requests_per_second'] as const;
const RESPONSES = ['response_mean_seconds', 'response_p50_seconds', 'response_p95_seconds', 'response_p99_seconds'] as const;
const REQUESTS = ['requests_completed_total', 'requests_failed_total'] as const;
type Figure = (typeof OVERVIEW | typeof RATES | typeof RESPONSES | typeof REQUESTS)[number];

/** Rate, success, users and progress together; what is in percent has an axis of its own. */
export function OverviewChart(props: RunChartsProps): ReactElement {
  const { t } = useTranslation();
  return <RunChart {...props} title={t('loadTests.views.overview')} figures={OVERVIEW} height={320} inPercent={({ __name__ = '' }) => __name__.endsWith('_percent')} />;
}

/** One chart a question. */
export function DetailCharts(props: RunChartsProps): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <RunChart {...props} title={t('loadTests.rateChart')} figures={RATES} notes={false} />
        <RunChart {...props} title={t('loadTests.responseChart')} figures={RESPONSES} unit="s" notes={false} />
        <RunChart {...props} title={t('loadTests.success')} figures={['success_rate_percent']} unit="percent" valueRange="percent" notes={false} />
        <RunChart {...props} title={t('loadTests.activeUsers')} figures={['active_users']} notes={false} />
      </SimpleGrid>
      <RangeNotes range={props.range} />
    </>
  );
}

/** How the requests of a run added up. */
export function RequestsChart(props: RunChartsProps): ReactElement {
  const { t } = useTranslation();
  return <RunChart {...props} title={t('loadTests.timeline')} figures={REQUESTS} />;
}

interface RunChartProps extends RunChartsProps {
  readonly title: string;
  readonly figures: readonly Figure[];
  readonly unit?: 's' | 'percent' | 'none';
  readonly valueRange?: 'zero' | 'percent';
  readonly height?: number;
  readonly inPercent?: (labels: Labels) => boolean;
  readonly notes?: boolean;
}

function RunChart({ run, range, onRange, title, figures, unit = 'none', valueRange = 'zero', height = 220, inPercent, notes = true }: RunChartProps): ReactElement {
  const { t } = useTranslation();
  const figureOf = ({ __name__ = '' }: Labels): Figure | undefined => figures.find((figure) => __name__ === `loadtest_${figure}`);
  return (
    <Panel title={title}>
      <QueryChart
        title={title}
        query={runSelector(run.id, figures.join('|'))}
        range={range}
        onRange={onRange}
        refetchMs={run.state === 'running' ? LIVE_MS : false}
        unit={unit}
        valueRange={valueRange}
        height={height}
        fill
        syncKey="run"
        notes={notes}
        position={(labels) => figures.findIndex((figure) => figure === figureOf(labels))}
        label={(labels) => { const figure = figureOf(labels); return figure === undefined ? '' : t(`loadTests.figures.${figure}`); }}
        {...(inPercent === undefined ? {} : { inPercent })}
      />
    </Panel>
  );
}

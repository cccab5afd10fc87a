import { Group, SegmentedControl, Skeleton, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useComparison, type BaselineId } from '../../api/baselines';
import { Failure, Notice, StaleNotice } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { TimeRangePicker } from '../../components/TimeRangePicker';
import { resolveRange } from '../../lib/timeRange';
import { COMPARED, rangeOf, type BaselineSearch, type Changes } from '../../lib/urlState';
import { ComparisonTable } from './ComparisonTable';
import { Headline } from './Headline';
import { RunSelect } from './RunSelect';

interface ComparisonPanelProps {
  readonly baseline: BaselineId;
  readonly search: BaselineSearch;
  readonly onChange: (change: Changes<BaselineSearch>) => void;
}

/** A baseline beside the last minutes, another time, or a load test. */
export function ComparisonPanel({ baseline, search, onChange }: ComparisonPanelProps): ReactElement {
  const { t } = useTranslation();
  const { compared = 'now', run } = search;
  const range = rangeOf(search);
  const waits = compared === 'run' && run === undefined;
  const comparison = useComparison(waits ? null : baseline, JSON.stringify([compared, run, range]), () => {
    if (compared === 'now') return {};
    if (compared === 'run') return { run };
    const { from, to } = resolveRange(range, Date.now());
    return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  });
  return (
    <Stack gap="md">
      <Panel title={t('baselines.against', { name: baseline.name, version: baseline.version })}>
        <Group gap="sm" align="flex-end">
          <SegmentedControl
            aria-label={t('baselines.compareWith')}
            data={COMPARED.map((value) => ({ value, label: t(`baselines.compared.${value}`) }))}
            value={compared}
            onChange={(value) => { onChange({ compared: value === 'range' || value === 'run' ? value : undefined }); }}
          />
          {compared === 'range' && <TimeRangePicker range={range} onChange={({ from, to }) => { onChange({ from, to }); }} />}
          {compared === 'run' && <RunSelect label={t('baselines.run')} value={run ?? null} onChange={(chosen) => { onChange({ run: chosen ?? undefined }); }} />}
        </Group>
        {comparison.data !== undefined && !waits && <Headline overall={comparison.data.overall} before={comparison.data.baseline} after={comparison.data.compared} />}
      </Panel>
      <Panel flush>{content()}</Panel>
    </Stack>
  );

  function content(): ReactElement {
    if (waits) return <Notice title={t('baselines.chooseRun')}>{t('baselines.chooseRunText')}</Notice>;
    if (comparison.data === undefined) {
      return comparison.isError ? <Failure error={comparison.error} onRetry={() => void comparison.refetch()} /> : <Skeleton height={240} aria-label={t('loading')} />;
    }
    return (
      <>
        {comparison.isError && <StaleNotice error={comparison.error} />}
        <ComparisonTable components={comparison.data.components} />
      </>
    );
  }
}

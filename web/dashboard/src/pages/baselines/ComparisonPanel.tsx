import { Group, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useComparison, type BaselineId, type Comparison } from '../../api/baselines';
import { Failure, Notice, StaleNotice } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { TimeRangePicker } from '../../components/TimeRangePicker';
import { formatDigits, NO_VALUE } from '../../lib/formatNumber';
import { formatDateTime } from '../../lib/formatTime';
import { resolveRange } from '../../lib/timeRange';
import { COMPARED, rangeOf, type BaselineSearch, type Changes } from '../../lib/urlState';
import { ComparisonTable } from './ComparisonTable';
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
            style={{ maxWidth: '100%', overflowX: 'auto' }}
            data={COMPARED.map((value) => ({ value, label: t(`baselines.compared.${value}`) }))}
            value={compared}
            onChange={(value) => { onChange({ compared: value === 'range' || value === 'run' ? value : undefined }); }}
          />
          {compared === 'range' && <TimeRangePicker range={range} onChange={({ from, to }) => { onChange({ from, to }); }} />}
          {compared === 'run' && <RunSelect label={t('baselines.run')} value={run ?? null} onChange={(chosen) => { onChange({ run: chosen ?? undefined }); }} />}
        </Group>
        {comparison.data !== undefined && !waits && <Headline comparison={comparison.data} />}
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
        <ComparisonTable comparison={comparison.data} />
      </>
    );
  }
}

function Headline({ comparison: { overall, compared, baseline } }: { readonly comparison: Comparison }): ReactElement {
  const { t, i18n } = useTranslation();
  const { percent } = overall;
  const span = ({ from, to }: { readonly from: string; readonly to: string }): string => `${formatDateTime(from, i18n.language)} – ${formatDateTime(to, i18n.language)}`;
  return (
    <div style={{ marginTop: 14 }}>
      <Text size="sm" c="dimmed">{t('baselines.overall')}</Text>
      <Text className="numeric" fz={28} fw={650} lh={1.2} data-testid="overall-effectiveness">
        {typeof percent === 'number' ? `${percent > 0 ? '+' : ''}${formatDigits(percent, i18n.language, 3)}%` : NO_VALUE}
      </Text>
      <Text size="sm">{overall.reason}</Text>
      <Text size="xs" c="dimmed" className="numeric" mt={4}>{t('baselines.times', { before: span(baseline), after: span(compared) })}</Text>
    </div>
  );
}

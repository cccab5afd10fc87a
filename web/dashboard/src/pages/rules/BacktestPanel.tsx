import { Button, Group, Stack, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { INCIDENT, useAnnotations } from '../../api/annotations';
import { useBacktest, type BacktestQuestion, type MarkedIncident } from '../../api/backtest';
import type { RuleDraft } from '../../api/rules';
import { Failure } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { TimeRangePicker } from '../../components/TimeRangePicker';
import { Withheld } from '../../components/Withheld';
import { resolveRange, type TimeRange } from '../../lib/timeRange';
import { BacktestResult } from './BacktestResult';
import { conditionOf, type TestedThreshold } from './ruleForm';
import { thresholdsAround } from './thresholds';

const LAST_WEEK: TimeRange = { from: 'now-7d', to: 'now' };

/** What is asked when the button is pressed: a period may end now. */
function questionNow(draft: RuleDraft, range: TimeRange, incidents: readonly MarkedIncident[]): BacktestQuestion {
  const { from, to } = resolveRange(range, Date.now());
  return {
    draft,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    around: conditionOf(draft) === 'expression' ? thresholdsAround : null,
    incidents,
  };
}

interface BacktestPanelProps {
  /** Null while the rule cannot be sent. */
  readonly draft: RuleDraft | null;
  /** What the rule needs to be sent. */
  readonly incomplete: string;
  readonly onThreshold: (tested: TestedThreshold) => void;
}

/** What the rule would have done, before anybody is woken by it. */
export function BacktestPanel({ draft, incomplete, onThreshold }: BacktestPanelProps): ReactElement {
  const { t } = useTranslation();
  const backtest = useBacktest();
  const [range, setRange] = useState(LAST_WEEK);
  const annotations = useAnnotations(`backtest ${range.from} ${range.to}`, () => resolveRange(range, Date.now()));
  const incidents = (annotations.data ?? []).filter(({ kind, start, end }) => kind === INCIDENT && start < end).map(({ start, end, text }) => ({ from: start, to: end, name: text }));
  const run = (): void => {
    if (draft === null) return;
    backtest.mutate(questionNow(draft, range, incidents));
  };
  return (
    <Panel title={t('backtest.title')}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">{t('backtest.lead')}</Text>
        <Text size="sm" c="dimmed" data-testid="backtest-incidents">{t('backtest.incidents', { count: incidents.length, kind: INCIDENT })}</Text>
        <Group>
          <TimeRangePicker range={range} onChange={setRange} />
          <Withheld because={draft === null ? incomplete : null}>
            <Button leftSection={<IconHistory size={16} />} loading={backtest.isPending} onClick={run}>
              {t('backtest.run')}
            </Button>
          </Withheld>
        </Group>
        {backtest.isError && <Failure error={backtest.error} />}
        {backtest.isSuccess && <BacktestResult key={backtest.submittedAt} backtest={backtest.data} draft={backtest.variables.draft} onThreshold={onThreshold} />}
      </Stack>
    </Panel>
  );
}

import { Button, Code, Group, List, SegmentedControl, Slider, Stack, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useBacktest, type Backtest, type BacktestQuestion, type MarkedIncident } from '../../api/backtest';
import { INCIDENT, useAnnotations } from '../../api/annotations';
import type { RuleDraft } from '../../api/rules';
import { QueryChart } from '../../components/QueryChart';
import { Failure } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { Withheld } from '../../components/Withheld';
import { unitOfExpression } from '../../lib/formatNumber';
import { formatDateTime } from '../../lib/formatTime';
import { absoluteRange, type Interval } from '../../lib/timeRange';
import { BacktestStrip } from './BacktestStrip';
import { subjectOf } from './ruleForm';
import { outlooksOf, thresholdsAround } from './thresholds';

const RANGES = ['1d', '7d', '30d'] as const;
const DAY_MS = 86_400_000;
const DAYS: Readonly<Record<(typeof RANGES)[number], number>> = { '1d': 1, '7d': 7, '30d': 30 };

function lastDays(days: number): () => Interval {
  return () => ({ from: Date.now() - days * DAY_MS, to: Date.now() });
}

function questionOf(draft: RuleDraft, days: number, incidents: readonly MarkedIncident[]): BacktestQuestion {
  const { from, to } = lastDays(days)();
  const threshold = subjectOf(draft)?.threshold ?? null;
  return {
    draft,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    thresholds: threshold === null ? [] : thresholdsAround(threshold),
    incidents,
  };
}

interface BacktestPanelProps {
  /** Null while the rule cannot be sent. */
  readonly draft: RuleDraft | null;
  /** What the rule needs to be sent. */
  readonly incomplete: string;
  readonly onThreshold: (threshold: number) => void;
}

/** What the rule would have done, before anybody is woken by it. */
export function BacktestPanel({ draft, incomplete, onThreshold }: BacktestPanelProps): ReactElement {
  const { t } = useTranslation();
  const backtest = useBacktest();
  const [range, setRange] = useState<(typeof RANGES)[number]>('7d');
  const annotations = useAnnotations(`backtest ${range}`, lastDays(DAYS[range]));
  const incidents = (annotations.data ?? []).filter(({ kind, start, end }) => kind === INCIDENT && start < end).map(({ start, end, text }) => ({ from: start, to: end, name: text }));
  const run = (): void => {
    if (draft === null) return;
    backtest.mutate(questionOf(draft, DAYS[range], incidents));
  };
  return (
    <Panel title={t('backtest.title')}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">{t('backtest.lead')}</Text>
        <Text size="sm" c="dimmed" data-testid="backtest-incidents">{t('backtest.incidents', { count: incidents.length, kind: INCIDENT })}</Text>
        <Group>
          <SegmentedControl
            aria-label={t('range.title')}
            data={RANGES.map((value) => ({ value, label: t('range.last', { length: value }) }))}
            value={range}
            onChange={(value) => { setRange(RANGES.find((known) => known === value) ?? '7d'); }}
          />
          <Withheld because={draft === null ? incomplete : null}>
            <Button leftSection={<IconHistory size={16} />} loading={backtest.isPending} onClick={run}>
              {t('backtest.run')}
            </Button>
          </Withheld>
        </Group>
        {backtest.isError && <Failure error={backtest.error} />}
        {backtest.isSuccess && <Result key={backtest.submittedAt} backtest={backtest.data} draft={backtest.variables.draft} onThreshold={onThreshold} />}
      </Stack>
    </Panel>
  );
}

interface ResultProps {
  readonly backtest: Backtest;
  readonly draft: RuleDraft;
  readonly onThreshold: (threshold: number) => void;
}

function Result({ backtest, draft, onThreshold }: ResultProps): ReactElement {
  const { t, i18n } = useTranslation();
  const outlooks = outlooksOf(backtest);
  const own = outlooks.findIndex(({ threshold }) => threshold === backtest.threshold);
  const [chosen, setChosen] = useState(own);
  const outlook = outlooks[chosen];
  const subject = subjectOf(draft);
  const [range, setRange] = useState(() => absoluteRange({ from: Date.parse(backtest.from), to: Date.parse(backtest.to) }));
  return (
    <Stack gap="md">
      <Text fw={600} data-testid="backtest-summary" role="status">
        {outlook?.summary ?? backtest.summary}
      </Text>
      {outlook !== undefined && outlooks.length > 1 && (
        <Group align="center" gap="lg">
          <div style={{ flex: '1 1 220px' }}>
            <Text size="sm" mb={4} className="numeric">{t('backtest.threshold', { value: String(outlook.threshold) })}</Text>
            <Slider
              min={0}
              max={outlooks.length - 1}
              value={chosen}
              onChange={setChosen}
              label={(index) => outlooks[index]?.threshold}
              thumbLabel={t('alert.threshold')}
              marks={[{ value: own }]}
            />
          </div>
          <Withheld because={chosen === own ? t('backtest.useOther') : null}>
            <Button variant="default" onClick={() => { onThreshold(outlook.threshold); }}>
              {t('backtest.use')}
            </Button>
          </Withheld>
        </Group>
      )}
      {subject !== null && (
        <QueryChart
          title={draft.name ?? ''}
          query={subject.query}
          range={range}
          onRange={setRange}
          refetchMs={false}
          unit={unitOfExpression(subject.query)}
          valueRange="zero"
          height={200}
          markers={outlook === undefined ? [] : [{ value: outlook.threshold, label: t('alert.threshold'), kind: draft.severity === 'critical' ? 'critical' : 'warning' }]}
        />
      )}
      <BacktestStrip backtest={backtest} />
      {backtest.remarks.length > 0 && (
        <List size="sm">
          {backtest.remarks.map((remark) => <List.Item key={remark}>{remark}</List.Item>)}
        </List>
      )}
      {backtest.notifications.length > 0 && (
        <List size="sm" style={{ maxHeight: 200, overflowY: 'auto' }} aria-label={t('alert.notifications')} tabIndex={0}>
          {backtest.notifications.map(({ at, group, reasonText, channels, night }) => (
            <List.Item key={`${at} ${group}`}>
              {formatDateTime(at, i18n.language)} {night && <Code>{t('backtest.night')}</Code>} {reasonText} → {channels.join(', ') || t('routing.nobody')}
            </List.Item>
          ))}
        </List>
      )}
    </Stack>
  );
}

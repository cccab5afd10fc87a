import { Button, Group, List, Slider, Stack, Text } from '@mantine/core';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Backtest, FiringTime } from '../../api/backtest';
import type { RuleDraft } from '../../api/rules';
import type { ChartEvent } from '../../charts/events';
import { QueryChart } from '../../components/QueryChart';
import { Withheld } from '../../components/Withheld';
import { unitOfExpression } from '../../lib/formatNumber';
import { absoluteRange } from '../../lib/timeRange';
import { BacktestLists } from './BacktestLists';
import { BacktestStrip } from './BacktestStrip';
import { conditionOf, severityOf, subjectOf, type TestedThreshold } from './ruleForm';
import { outlooksOf } from './thresholds';

interface BacktestResultProps {
  readonly backtest: Backtest;
  readonly draft: RuleDraft;
  readonly onThreshold: (tested: TestedThreshold) => void;
}

/** What a rule would have done; a slider asks what other thresholds come to. */
export function BacktestResult({ backtest, draft, onThreshold }: BacktestResultProps): ReactElement {
  const { t } = useTranslation();
  const outlooks = outlooksOf(backtest);
  const own = outlooks.findIndex(({ threshold }) => threshold === backtest.threshold);
  const [chosen, setChosen] = useState(own);
  const subject = subjectOf(draft);
  const stop = outlooks.length > 1 ? outlooks[chosen] : undefined;
  const outlook = stop ?? backtest;
  const tone = severityOf(draft) === 'critical' ? 'critical' : 'warning';
  const [range, setRange] = useState(() => absoluteRange({ from: Date.parse(backtest.from), to: Date.parse(backtest.to) }));
  const spans = useMemo(() => outlook.firing.map((time) => toSpan(time, backtest.to, tone)), [outlook.firing, backtest.to, tone]);
  return (
    <Stack gap="md">
      <Text fw={600} data-testid="backtest-summary" role="status">
        {outlook.summary}
      </Text>
      {stop === undefined ? (
        <Text size="sm" c="dimmed" data-testid="backtest-no-slider">{t(`backtest.noSlider.${conditionOf(draft)}`)}</Text>
      ) : (
        <Group align="center" gap="lg">
          <div style={{ flex: '1 1 220px' }}>
            <Text size="sm" mb={4} className="numeric">{t('backtest.threshold', { value: String(stop.threshold) })}</Text>
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
            <Button variant="default" onClick={() => { onThreshold({ draft, before: backtest.threshold ?? stop.threshold, ...stop }); }}>
              {t('backtest.use')}
            </Button>
          </Withheld>
        </Group>
      )}
      {subject !== null && (
        <QueryChart
          title={draft.name ?? ''}
          query={subject}
          range={range}
          onRange={setRange}
          refetchMs={false}
          unit={unitOfExpression(subject)}
          valueRange="zero"
          height={200}
          spans={spans}
          markers={stop === undefined ? [] : [{ value: stop.threshold, label: t('alert.threshold'), kind: tone }]}
        />
      )}
      <BacktestStrip period={backtest} outlook={outlook} />
      {backtest.remarks.length > 0 && (
        <List size="sm">
          {backtest.remarks.map((remark) => <List.Item key={remark}>{remark}</List.Item>)}
        </List>
      )}
      <BacktestLists backtest={backtest} incidents={outlook.incidents} ownThreshold={stop === undefined || chosen === own ? null : (backtest.threshold ?? null)} />
    </Stack>
  );
}

function toSpan({ from, to, state }: FiringTime, end: string, tone: 'critical' | 'warning'): ChartEvent {
  return { from: Date.parse(from) / 1_000, to: Date.parse(to ?? end) / 1_000, label: '', tone: state ? 'quiet' : tone };
}

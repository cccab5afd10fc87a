import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Anomaly, Bands } from '../../api/analysis';
import { formatLabels } from '../../charts/alignedData';
import { ExplanationPanel } from '../../components/ExplanationPanel';
import { StateIcon, type State } from '../../components/StateIcon';
import { formatDateTime } from '../../lib/formatTime';
import { formatValue, unitOfExpression } from '../../lib/formatNumber';

interface AnomalyListProps {
  readonly query: string;
  readonly bands: Bands;
}

const STATES: Readonly<Record<string, State>> = { info: 'info', warning: 'warning', critical: 'critical' };
// The newest are the ones asked about; the chart marks them all.
const MOST_ROWS = 20;

/** The values that stand out, the newest first, each with its reason. */
export function AnomalyList({ query, bands }: AnomalyListProps): ReactElement {
  const { t } = useTranslation();
  const found = bands.series.flatMap(({ anomalies }) => anomalies).sort((left, right) => Date.parse(right.time) - Date.parse(left.time));
  const notJudged = bands.series.flatMap(({ labels, notJudged: reason }) => (reason === null || reason === undefined ? [] : [{ name: formatLabels(labels), reason }]));
  return (
    <Stack gap="sm" mt="lg" component="section" aria-label={t('analysis.anomalies')}>
      <Title order={2} size="h3">
        {t('analysis.anomalies')}
      </Title>
      {found.length === 0 && (
        <Text size="sm" c="dimmed">
          {t(bands.series.length === 0 ? 'analysis.noSeries' : 'analysis.noAnomalies')}
        </Text>
      )}
      {found.slice(0, MOST_ROWS).map((anomaly) => (
        <AnomalyRow key={`${anomaly.time} ${formatLabels(anomaly.labels)}`} query={query} anomaly={anomaly} />
      ))}
      {found.length > MOST_ROWS && (
        <Text size="xs" c="dimmed">
          {t('analysis.olderAnomalies', { count: found.length - MOST_ROWS })}
        </Text>
      )}
      {notJudged.map(({ name, reason }) => (
        <Text key={name} size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {t('analysis.notJudged', { name, reason })}
        </Text>
      ))}
      {bands.leftOut > 0 && (
        <Text size="xs" c="dimmed">
          {t('analysis.leftOut', { count: bands.leftOut })}
        </Text>
      )}
    </Stack>
  );
}

function AnomalyRow({ query, anomaly }: { readonly query: string; readonly anomaly: Anomaly }): ReactElement {
  const { t, i18n } = useTranslation();
  const [explained, setExplained] = useState(false);
  const { labels, time, value, probability, level, reason } = anomaly;
  const at = formatDateTime(time, i18n.language);
  return (
    <div>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <StateIcon state={STATES[level] ?? 'unknown'} />
        <div style={{ flex: 1, minWidth: 0 }}>
          <Text size="sm" className="numeric" fw={600}>
            {at}
          </Text>
          <Text size="sm" className="numeric">
            {t('analysis.judged', {
              value: formatValue(value, unitOfExpression(query), i18n.language),
              probability: formatValue(probability, 'ratio', i18n.language),
            })}
          </Text>
          <Text size="sm">{reason}</Text>
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {formatLabels(labels)}
          </Text>
        </div>
        <Button
          size="compact-sm"
          variant="default"
          aria-expanded={explained}
          aria-label={t('analysis.explainNamed', { time: at })}
          onClick={() => { setExplained(!explained); }}
        >
          {t('analysis.explain')}
        </Button>
      </Group>
      {explained && <ExplanationPanel query={query} labels={labels} time={time} />}
    </div>
  );
}

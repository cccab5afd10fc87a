import { Badge, Group, Text } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundAnomaly } from '../../api/anomalies';
import { formatLabels } from '../../charts/alignedData';
import { StateBadge } from '../../components/StateBadge';
import type { State } from '../../components/StateIcon';
import type { Column, ListSource } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { formatDigits, formatValue } from '../../lib/formatNumber';
import { formatDateTime, formatRelative } from '../../lib/formatTime';
import { useNow } from '../../lib/useNow';
import { AnomalyDetail } from './AnomalyDetail';
import { useDetectorName } from './useDetectorName';

interface AnomalyTableProps {
  readonly source: ListSource;
  readonly anomalies: readonly FoundAnomaly[] | undefined;
  readonly empty: ReactNode;
}

const MOST_DETECTORS = 2;

export function AnomalyTable({ source, anomalies, empty }: AnomalyTableProps): ReactElement {
  const { t, i18n } = useTranslation();
  const now = useNow(10_000);
  const detectorName = useDetectorName();
  const columns: readonly Column<FoundAnomaly>[] = [
    { key: 'level', title: t('anomalies.severity'), width: 120, cell: ({ level }) => <Level level={level} />, sortBy: ({ probability }) => probability },
    {
      key: 'time',
      title: t('anomalies.time'),
      width: 220,
      sortBy: ({ time }) => Date.parse(time),
      cell: ({ time, isNews }) => (
        <>
          <Text size="sm" className="numeric">{formatDateTime(time, i18n.language)}</Text>
          <Group gap={6}>
            <Text size="xs" c="dimmed">{formatRelative(time, now, i18n.language)}</Text>
            {isNews && <Badge size="xs" variant="light" tt="none">{t('anomalies.begins')}</Badge>}
          </Group>
        </>
      ),
    },
    {
      key: 'series',
      title: t('anomalies.series'),
      primary: true,
      sortBy: ({ watch, labels }) => `${watch} ${formatLabels(labels)}`,
      cell: ({ watch, labels, reason }) => (
        <>
          <Text size="sm" fw={600}>{watch}</Text>
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>{formatLabels(labels)}</Text>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>{reason}</Text>
        </>
      ),
    },
    {
      key: 'value',
      title: t('anomalies.value'),
      align: 'right',
      width: 130,
      sortBy: ({ value }) => value,
      cell: ({ value, expected }) => (
        <>
          <Text size="sm" fw={600} className="numeric">{formatDigits(value, i18n.language, 4)}</Text>
          {typeof expected === 'number' && <Text size="xs" c="dimmed" className="numeric">{t('anomalies.expected', { value: formatDigits(expected, i18n.language, 4) })}</Text>}
        </>
      ),
    },
    {
      key: 'confidence',
      title: t('anomalies.confidence'),
      align: 'right',
      width: 100,
      sortBy: ({ probability }) => probability,
      cell: ({ probability }) => <span className="numeric">{formatValue(probability, 'ratio', i18n.language)}</span>,
    },
    {
      key: 'detectors',
      title: t('anomalies.detectorsTitle'),
      width: 190,
      cell: ({ votes }) => (
        <Text size="xs">
          {votes.slice(0, MOST_DETECTORS).map(({ detector }) => detectorName(detector)).join(', ')}
          {votes.length > MOST_DETECTORS && ` ${t('anomalies.moreDetectors', { count: votes.length - MOST_DETECTORS })}`}
        </Text>
      ),
    },
  ];
  return (
    <DataTable
      label={t('anomalies.title')}
      source={source}
      rows={anomalies}
      columns={columns}
      keyOf={({ watch, labels, time }) => `${watch} ${formatLabels(labels)} ${time}`}
      empty={empty}
      detail={(anomaly) => <AnomalyDetail anomaly={anomaly} />}
      stateOf={({ level }) => stateOf(level)}
      pageWideKeys
      minWidth={900}
      testId="anomaly-row"
    />
  );
}

const LEVELS = ['info', 'warning', 'critical'] as const;

function stateOf(level: string): State {
  return LEVELS.find((known) => known === level) ?? 'unknown';
}

function Level({ level }: { readonly level: string }): ReactElement {
  const { t } = useTranslation();
  const known = LEVELS.find((one) => one === level);
  return <StateBadge state={stateOf(level)}>{known === undefined ? level : t(`severity.${known}`)}</StateBadge>;
}

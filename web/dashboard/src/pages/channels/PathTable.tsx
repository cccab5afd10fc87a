import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { PATH_STAGES, useAlertPath, type StageTimes } from '../../api/alertPath';
import { Notice } from '../../components/Notice';
import { StateBadge } from '../../components/StateBadge';
import type { Column } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { formatValue } from '../../lib/formatNumber';
import { SEVERITIES } from '../../lib/urlState';
import { pathGoal } from './pathGoals';

const FIGURES = ['p50', 'p95', 'p99', 'worst'] as const;

/** How long alerts took from the sample to each channel: the whole way, and opened, what it consists of. */
export function PathTable(): ReactElement {
  const { t } = useTranslation();
  const source = useAlertPath();
  const figures = useFigures();
  const columns: readonly Column<StageTimes>[] = [
    { key: 'channel', title: t('alert.channel'), primary: true, cell: ({ channel }) => channel, sortBy: ({ channel }) => channel },
    { key: 'level', title: t('alerts.column.severity'), width: 120, cell: ({ level }) => <StateBadge state={level}>{t(`severity.${level}`)}</StateBadge>, sortBy: ({ level }) => SEVERITIES.indexOf(level) },
    ...figures,
    { key: 'goal', title: t('channels.path.goal'), width: 190, cell: (times) => <GoalCell times={times} /> },
  ];
  return (
    <DataTable
      label={t('channels.path.title')}
      source={source}
      rows={source.data?.filter(({ stage }) => stage === 'total')}
      columns={columns}
      keyOf={({ channel, level }) => `${channel} ${level}`}
      detail={(way) => <Parts way={way} stages={source.data ?? []} />}
      empty={<Notice title={t('channels.path.none')}>{t('channels.path.noneText')}</Notice>}
      testId="path-row"
    />
  );
}

function GoalCell({ times }: { readonly times: StageTimes }): ReactElement {
  const { t, i18n } = useTranslation();
  const { seconds, met } = pathGoal(times);
  return (
    <>
      <StateBadge state={met ? 'ok' : 'critical'}>{t(met ? 'quality.met' : 'quality.missed')}</StateBadge>
      <Text size="xs" c="dimmed">{t('channels.path.goalText', { time: formatValue(seconds, 's', i18n.language) })}</Text>
    </>
  );
}

function Parts({ way, stages }: { readonly way: StageTimes; readonly stages: readonly StageTimes[] }): ReactElement {
  const { t } = useTranslation();
  const figures = useFigures();
  const parts = stages
    .filter(({ channel, level }) => channel === way.channel && level === way.level)
    .sort((one, other) => PATH_STAGES.indexOf(one.stage) - PATH_STAGES.indexOf(other.stage));
  const name: Column<StageTimes> = { key: 'stage', title: t('channels.path.stage'), primary: true, cell: ({ stage }) => t(`channels.path.stages.${stage}`) };
  return <DataTable label={t('channels.path.stage')} rows={parts} columns={[name, ...figures]} keyOf={({ stage }) => stage} empty={null} />;
}

function useFigures(): readonly Column<StageTimes>[] {
  const { t, i18n } = useTranslation();
  return [
    { key: 'count', title: t('channels.path.count'), align: 'right', width: 110, cell: ({ count }) => count, sortBy: ({ count }) => count },
    ...FIGURES.map((figure): Column<StageTimes> => ({
      key: figure,
      title: t(`channels.path.${figure}`),
      align: 'right',
      width: 100,
      cell: (times) => formatValue(times[figure], 's', i18n.language),
      sortBy: (times) => times[figure],
    })),
  ];
}

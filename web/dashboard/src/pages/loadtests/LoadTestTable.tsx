import { Anchor, Progress, Text } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LoadTest } from '../../api/loadTests';
import { StateBadge } from '../../components/StateBadge';
import type { Column, ListSource, Selection } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { formatValue, type Unit } from '../../lib/formatNumber';
import { formatDuration, formatMinute } from '../../lib/formatTime';
import { RUN_STATE, stateOfSuccess } from './runState';

interface LoadTestTableProps {
  readonly source: ListSource;
  readonly runs: readonly LoadTest[] | undefined;
  readonly selection: Selection;
  readonly empty: ReactNode;
}

export function LoadTestTable({ source, runs, selection, empty }: LoadTestTableProps): ReactElement {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const figure = (value: number | null | undefined, unit: Unit): ReactElement => <Text size="sm" className="numeric">{formatValue(value, unit, i18n.language)}</Text>;
  const columns: readonly Column<LoadTest>[] = [
    {
      key: 'name',
      title: t('loadTests.name'),
      primary: true,
      sortBy: ({ name }) => name,
      cell: ({ id, name, url }) => (
        <>
          <Anchor fw={600} size="sm" renderRoot={(props) => <Link to="/loadtests/$id" params={{ id }} {...props} />}>{name}</Anchor>
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>{url}</Text>
        </>
      ),
    },
    {
      key: 'state',
      title: t('loadTests.state'),
      width: 150,
      sortBy: ({ state }) => state,
      cell: ({ name, state, progress }) => (
        <>
          <StateBadge state={RUN_STATE[state]}>{t(`loadTests.states.${state}`)}</StateBadge>
          {state === 'running' && progress && <Progress mt={4} size={5} value={progress.progressPercent} aria-label={t('loadTests.progressOf', { name })} />}
        </>
      ),
    },
    { key: 'started', title: t('loadTests.started'), sortBy: ({ startedAt }) => startedAt, cell: ({ startedAt, startedBy }) => (
      <>
        <Text size="sm" className="numeric">{formatMinute(startedAt, i18n.language)}</Text>
        <Text size="xs" c="dimmed">{startedBy}</Text>
      </>
    ) },
    { key: 'duration', title: t('loadTests.duration'), align: 'right', sortBy: ({ progress }) => progress?.elapsedTime ?? null, cell: ({ progress, durationSeconds }) => <Text size="sm" className="numeric">{formatDuration(1_000 * (progress?.elapsedTime ?? durationSeconds))}</Text> },
    { key: 'users', title: t('loadTests.users'), align: 'right', sortBy: ({ virtualUsers }) => virtualUsers, cell: ({ virtualUsers }) => figure(virtualUsers, 'count') },
    { key: 'rps', title: t('loadTests.meanRps'), align: 'right', sortBy: ({ progress }) => progress?.overallRps ?? null, cell: ({ progress }) => figure(progress?.overallRps, 'none') },
    { key: 'p95', title: t('loadTests.p95'), align: 'right', sortBy: ({ progress }) => progress?.p95ResponseSeconds ?? null, cell: ({ progress }) => figure(progress?.p95ResponseSeconds, 's') },
    {
      key: 'success',
      title: t('loadTests.success'),
      align: 'right',
      sortBy: ({ progress }) => progress?.successRate ?? null,
      cell: (run) => {
        const state = stateOfSuccess(run);
        return state === undefined ? figure(null, 'percent') : <StateBadge state={state}>{formatValue(run.progress?.successRate, 'percent', i18n.language)}</StateBadge>;
      },
    },
  ];
  return (
    <DataTable
      label={t('loadTests.title')}
      source={source}
      rows={runs}
      columns={columns}
      keyOf={({ id }) => id}
      selection={selection}
      rowKeys={{ Enter: ({ id }) => void navigate({ to: '/loadtests/$id', params: { id } }) }}
      empty={empty}
      minWidth={900}
      testId="loadtest-row"
    />
  );
}

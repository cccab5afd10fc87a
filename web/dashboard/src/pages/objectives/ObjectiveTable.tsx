import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Objective } from '../../api/objectives';
import { StateBadge } from '../../components/StateBadge';
import type { Column, ListSource } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { formatDigits, formatValue, NO_VALUE } from '../../lib/formatNumber';
import { formatDuration } from '../../lib/formatTime';
import { OBJECTIVE_STATES } from '../../lib/urlState';
import { BudgetBar } from './BudgetBar';
import { ObjectiveMenu } from './ObjectiveMenu';
import { STATE_OF } from './objectiveStates';

interface ObjectiveTableProps {
  readonly source: ListSource;
  readonly objectives: readonly Objective[] | undefined;
  readonly empty: ReactNode;
  readonly onEdit: (objective: Objective) => void;
}

/** Objectives, the most pressing first, with what is left of their budgets. */
export function ObjectiveTable({ source, objectives, empty, onEdit }: ObjectiveTableProps): ReactElement {
  const { t, i18n } = useTranslation();
  const columns: readonly Column<Objective>[] = [
    {
      key: 'name',
      title: t('objectives.objective'),
      primary: true,
      sortBy: ({ definition }) => definition.name,
      cell: ({ definition: { name, description, target, windowDays }, error }) => (
        <>
          <Anchor fw={600} size="sm" style={{ overflowWrap: 'anywhere' }} renderRoot={(props) => <Link to="/health/objectives/$name" params={{ name }} {...props} />}>{name}</Anchor>
          {description && <Text size="xs">{description}</Text>}
          <Text size="xs" c="dimmed">{t('objectives.promise', { target: formatDigits(100 * target, i18n.language, 6), days: windowDays })}</Text>
          {error && <Text size="xs" c="var(--state-warning)" style={{ overflowWrap: 'anywhere' }}>{t('objectives.notCounted', { reason: error })}</Text>}
        </>
      ),
    },
    {
      key: 'state',
      title: t('objectives.state'),
      width: 150,
      sortBy: ({ state }) => OBJECTIVE_STATES.indexOf(state),
      cell: ({ state }) => <StateBadge state={STATE_OF[state]}>{t(`objectives.states.${state}`)}</StateBadge>,
    },
    { key: 'budget', title: t('objectives.budget'), width: 190, sortBy: ({ budgetRemaining }) => budgetRemaining, cell: (objective) => <BudgetBar objective={objective} /> },
    {
      key: 'good',
      title: t('objectives.goodRatio'),
      align: 'right',
      width: 100,
      sortBy: ({ goodRatio }) => goodRatio,
      cell: ({ goodRatio }) => (goodRatio === null || goodRatio === undefined ? NO_VALUE : `${formatDigits(100 * goodRatio, i18n.language, 6)}%`),
    },
    {
      key: 'rate',
      title: t('objectives.recentRate'),
      width: 190,
      sortBy: ({ recentRate }) => recentRate,
      cell: ({ recentRate, goneInSeconds }) => (
        <>
          <Text size="sm" className="numeric">{recentRate === null || recentRate === undefined ? NO_VALUE : t('objectives.times', { rate: formatValue(recentRate, 'none', i18n.language) })}</Text>
          {goneInSeconds !== null && goneInSeconds !== undefined && (
            <Text size="xs" c="var(--state-warning)">{t('objectives.goneIn', { time: formatDuration(goneInSeconds * 1_000) })}</Text>
          )}
        </>
      ),
    },
    { key: 'actions', title: t('actions'), silent: true, align: 'right', width: 50, cell: (objective) => <ObjectiveMenu objective={objective} onEdit={() => { onEdit(objective); }} /> },
  ];
  return (
    <DataTable
      label={t('objectives.title')}
      source={source}
      rows={objectives}
      columns={columns}
      keyOf={({ definition }) => definition.name}
      empty={empty}
      minWidth={860}
      testId="objective-row"
      stateOf={({ state }) => STATE_OF[state]}
    />
  );
}

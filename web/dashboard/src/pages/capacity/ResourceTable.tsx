import { Text } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Resource } from '../../api/capacity';
import { StateBadge } from '../../components/StateBadge';
import type { Column, ListSource } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { formatValue, unitOfExpression } from '../../lib/formatNumber';
import { ReachLine } from './ReachLine';
import { ReachText } from './ReachText';
import { verdictOf } from './reachTimes';
import { ResourceDetail } from './ResourceDetail';

interface ResourceTableProps {
  readonly source: ListSource;
  readonly resources: readonly Resource[] | undefined;
  readonly empty: ReactNode;
}

const ADVICE_STATE = { grow: 'warning', keep: 'ok', shrink: 'info' } as const;

/** Resources with the time until their threshold, as the service ranks them; each opens to its forecast. */
export function ResourceTable({ source, resources, empty }: ResourceTableProps): ReactElement {
  const { t, i18n } = useTranslation();
  const columns: readonly Column<Resource>[] = [
    {
      key: 'resource',
      title: t('capacity.resource'),
      primary: true,
      sortBy: ({ outlook, labels }) => [outlook, ...Object.values(labels)].join(' '),
      cell: ({ outlook, labels, threshold, side, query }) => (
        <>
          <Text size="sm" fw={600}>{outlook}</Text>
          <Text size="xs" style={{ overflowWrap: 'anywhere' }}>{Object.entries(labels).filter(([name]) => name !== '__name__').map(([name, value]) => `${name}=${value}`).join(', ')}</Text>
          <Text size="xs" c="dimmed">{t(`capacity.limit.${side}`, { value: formatValue(threshold, unitOfExpression(query), i18n.language) })}</Text>
        </>
      ),
    },
    {
      key: 'state',
      title: t('capacity.state'),
      width: 150,
      cell: ({ reach }) => <StateBadge state={verdictOf(reach).state}>{t(`capacity.states.${verdictOf(reach).word}`)}</StateBadge>,
    },
    {
      key: 'reach',
      title: t('capacity.until'),
      width: 260,
      cell: (resource) => (
        <>
          <ReachText resource={resource} />
          {resource.reach.state !== 'cannotTell' && <ReachLine reach={resource.reach} horizonSeconds={resource.horizonSeconds} />}
        </>
      ),
    },
    {
      key: 'advice',
      title: t('capacity.advice'),
      cell: ({ allocation, scaling }) => (
        <>
          {allocation && <StateBadge state={ADVICE_STATE[allocation.advice]}>{t(`capacity.allocation.${allocation.advice}`)}</StateBadge>}
          {scaling && <Text size="xs" mt={4}>{t('capacity.scaling', { instances: scaling.instances, now: scaling.now })}</Text>}
          {!allocation && !scaling && <Text size="xs" c="dimmed">{t('capacity.noAdvice')}</Text>}
        </>
      ),
    },
  ];
  return (
    <DataTable
      label={t('capacity.title')}
      source={source}
      rows={resources}
      columns={columns}
      keyOf={({ outlook, labels }) => JSON.stringify([outlook, labels])}
      empty={empty}
      minWidth={780}
      testId="resource-row"
      stateOf={({ reach }) => verdictOf(reach).state}
      detail={(resource) => <ResourceDetail resource={resource} />}
    />
  );
}

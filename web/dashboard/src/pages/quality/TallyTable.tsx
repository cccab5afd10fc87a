import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tally } from '../../api/alertLife';
import { Notice } from '../../components/Notice';
import { StateBadge } from '../../components/StateBadge';
import type { Column, ListSource } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { formatValue } from '../../lib/formatNumber';
import { SEVERITIES } from '../../lib/urlState';
import { proposalFor } from './proposal';

interface TallyTableProps {
  readonly label: string;
  readonly source: ListSource;
  readonly tallies: readonly Tally[] | undefined;
  /** With the rule's name and what to do with it. */
  readonly ofRules?: boolean;
}

const PROPOSAL_STATES = { retire: 'critical', tune: 'warning', expect: 'info', judge: 'info' } as const;

/** How many alerts were right, one row a level or a rule. */
export function TallyTable({ label, source, tallies, ofRules = false }: TallyTableProps): ReactElement {
  const { t, i18n } = useTranslation();
  const count = (key: 'episodes' | 'judged' | 'real' | 'false' | 'known'): Column<Tally> => ({ key, title: t(`quality.${key}`), align: 'right', width: 90, cell: (tally) => tally[key], sortBy: (tally) => tally[key] });
  const name: Column<Tally> = {
    key: 'rule',
    title: t('quality.rule'),
    primary: true,
    sortBy: ({ rule }) => rule,
    cell: ({ rule }) => <Anchor fw={600} size="sm" renderRoot={(props) => <Link to="/alerts" search={{ state: 'all', rule: rule ?? '' }} {...props} />}>{rule}</Anchor>,
  };
  const proposal: Column<Tally> = {
    key: 'proposal',
    title: t('quality.proposal'),
    sortBy: (tally) => proposalFor(tally),
    cell: (tally) => {
      const proposed = proposalFor(tally);
      if (proposed === null) return null;
      return (
        <>
          <StateBadge state={PROPOSAL_STATES[proposed]}>{t(`quality.proposals.${proposed}`)}</StateBadge>
          <Text size="xs" c="dimmed" mt={2}>{t(`quality.proposals.${proposed}Text`)}</Text>
          {(proposed === 'tune' || proposed === 'retire') && (
            <Anchor size="xs" renderRoot={(props) => <Link to="/alerts/rules" search={{ q: tally.rule ?? '' }} {...props} />}>{t('quality.toRule')}</Anchor>
          )}
        </>
      );
    },
  };
  const columns: readonly Column<Tally>[] = [
    ...(ofRules ? [name] : []),
    { key: 'severity', title: t('alerts.column.severity'), width: 120, primary: !ofRules, cell: ({ severity }) => <StateBadge state={severity}>{t(`severity.${severity}`)}</StateBadge>, sortBy: ({ severity }) => SEVERITIES.indexOf(severity) },
    count('episodes'),
    count('judged'),
    count('real'),
    count('false'),
    count('known'),
    { key: 'precision', title: t('quality.precision'), align: 'right', width: 100, cell: ({ precision }) => <b>{formatValue(precision, 'ratio', i18n.language)}</b>, sortBy: ({ precision }) => precision },
    ...(ofRules ? [proposal] : []),
  ];
  return (
    <DataTable
      label={label}
      source={source}
      rows={tallies}
      columns={columns}
      keyOf={({ rule, severity }) => `${rule ?? ''} ${severity}`}
      empty={<Notice title={t('quality.none')}>{t('quality.noneText')}</Notice>}
      minWidth={760}
      testId="tally-row"
    />
  );
}

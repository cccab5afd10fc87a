import { Code, Group, Text } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rule, RuleGroup, StoredRule } from '../../api/rules';
import { StateBadge } from '../../components/StateBadge';
import type { Column, ListSource, RowGroup } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { formatRelative } from '../../lib/formatTime';
import { groupBy } from '../../lib/groupBy';
import { useNow } from '../../lib/useNow';
import { RuleDetail } from './RuleDetail';
import { stateOfRule, wordOfRule } from './ruleStatus';
import { StoredRuleMenu } from './StoredRuleMenu';

interface RuleTableProps {
  readonly source: ListSource;
  readonly groups: readonly RuleGroup[] | undefined;
  /** The rules that were written here, by the file their group has. */
  readonly stored: ReadonlyMap<string, StoredRule>;
  readonly empty: ReactNode;
}

interface GroupedRule {
  readonly group: RuleGroup;
  readonly rule: Rule;
}

/** The rules in force under their groups; a row opens to what there is to know of a rule. */
export function RuleTable({ source, groups, stored, empty }: RuleTableProps): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<GroupedRule>[] = [
    { key: 'state', title: t('alerts.column.state'), width: 130, cell: ({ rule }) => <StateBadge state={stateOfRule(rule)}>{t(`rules.state.${wordOfRule(rule)}`)}</StateBadge>, sortBy: ({ rule }) => wordOfRule(rule) },
    {
      key: 'name',
      title: t('rules.rule'),
      primary: true,
      sortBy: ({ rule }) => rule.name,
      cell: ({ rule }) => (
        <>
          <Text size="sm" fw={600}>{rule.name}</Text>
          <Text size="xs" c="dimmed" ff="monospace" lineClamp={1} style={{ overflowWrap: 'anywhere' }}>{rule.query}</Text>
          {rule.lastError !== undefined && <Code block mt={4} c="var(--state-critical)" style={{ whiteSpace: 'pre-wrap' }}>{rule.lastError}</Code>}
        </>
      ),
    },
    { key: 'alerts', title: t('rules.alerts'), width: 90, align: 'right', cell: ({ rule }) => rule.alerts?.length, sortBy: ({ rule }) => rule.alerts?.length },
    { key: 'evaluated', title: t('rules.evaluated'), width: 150, align: 'right', cell: ({ rule }) => <Evaluated rule={rule} />, sortBy: ({ rule }) => rule.lastEvaluation },
  ];
  return (
    <DataTable
      label={t('rules.title')}
      source={source}
      rows={groups?.flatMap((group) => group.rules.map((rule) => ({ group, rule })))}
      columns={columns}
      keyOf={({ group, rule }) => `${group.file} ${group.name} ${rule.name} ${rule.query} ${JSON.stringify(rule.labels)}`}
      groupRows={(rows) => byGroup(rows, stored)}
      detail={({ group, rule }) => <RuleDetail group={group} rule={rule} />}
      empty={empty}
      pageWideKeys
      testId="rule-row"
    />
  );
}

function byGroup(rows: readonly GroupedRule[], stored: ReadonlyMap<string, StoredRule>): readonly RowGroup<GroupedRule>[] {
  return [...groupBy(rows, ({ group }) => group)].map(([group, members]) => {
    const written = stored.get(group.file);
    return {
      key: `${group.file} ${group.name}`,
      heading: <Heading group={group} written={written} />,
      aside: written && <StoredRuleMenu rule={written} />,
      rows: members,
    };
  });
}

function Heading({ group, written }: { readonly group: RuleGroup; readonly written: StoredRule | undefined }): ReactElement {
  const { t } = useTranslation();
  return (
    <Group gap="xs" wrap="nowrap" miw={0} component="span">
      <Text size="sm" fw={600} span>{group.name}</Text>
      <Text size="xs" c="dimmed" span truncate>
        {written === undefined ? group.file : t('rules.writtenBy', { name: written.updatedBy })} · {t('rules.every', { seconds: group.interval })}
      </Text>
    </Group>
  );
}

function Evaluated({ rule }: { readonly rule: Rule }): ReactElement {
  const { t, i18n } = useTranslation();
  const now = useNow(10_000);
  // Before the first evaluation the moment is that of .NET's year 1.
  const evaluated = Date.parse(rule.lastEvaluation) > 0;
  return <Text size="sm">{evaluated ? formatRelative(rule.lastEvaluation, now, i18n.language) : t('never')}</Text>;
}

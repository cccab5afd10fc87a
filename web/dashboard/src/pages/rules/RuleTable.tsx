import { Code, Table, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronRight } from '@tabler/icons-react';
import { Fragment, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rule, RuleGroup } from '../../api/rules';
import { StateBadge } from '../../components/StateBadge';
import { formatRelative } from '../../lib/formatTime';
import { useNow } from '../../lib/useNow';
import { RuleDetail } from './RuleDetail';
import { stateOfRule } from './ruleStatus';

/** The rules of one group; a click opens what there is to know of one. */
export function RuleTable({ group }: { readonly group: RuleGroup }): ReactElement {
  const { t } = useTranslation();
  return (
    <Table.ScrollContainer minWidth={320} scrollAreaProps={{ viewportProps: { tabIndex: 0, 'aria-label': group.name } }}>
      <Table layout="fixed" verticalSpacing={6} horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={130}>{t('alerts.column.state')}</Table.Th>
            <Table.Th>{t('rules.rule')}</Table.Th>
            <Table.Th w={90} ta="right" visibleFrom="sm">{t('rules.alerts')}</Table.Th>
            <Table.Th w={150} ta="right" visibleFrom="sm">{t('rules.evaluated')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {group.rules.map((rule) => (
            <Row key={`${rule.name} ${rule.query} ${JSON.stringify(rule.labels)}`} rule={rule} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ rule }: { readonly rule: Rule }): ReactElement {
  const { t, i18n } = useTranslation();
  const now = useNow(10_000);
  const [open, detail] = useDisclosure();
  const word = rule.health === 'err' ? 'failing' : rule.type === 'recording' ? 'recording' : (rule.state ?? 'inactive');
  // Before the first evaluation the moment is that of .NET's year 1.
  const evaluated = Date.parse(rule.lastEvaluation) > 0;
  return (
    <Fragment>
      <Table.Tr data-testid="rule-row">
        <Table.Td>
          <StateBadge state={stateOfRule(rule)}>{t(`rules.state.${word}`)}</StateBadge>
        </Table.Td>
        <Table.Td>
          <UnstyledButton onClick={detail.toggle} aria-expanded={open} w="100%">
            <Text size="sm" fw={600} span>
              <IconChevronRight size={14} style={{ transform: open ? 'rotate(90deg)' : undefined, verticalAlign: -2, marginRight: 4 }} aria-hidden />
              {rule.name}
            </Text>
            <Text size="xs" c="dimmed" ff="monospace" truncate>
              {rule.query}
            </Text>
          </UnstyledButton>
          {rule.lastError !== undefined && <Code block mt={4} c="var(--state-critical)" style={{ whiteSpace: 'pre-wrap' }}>{rule.lastError}</Code>}
        </Table.Td>
        <Table.Td ta="right" visibleFrom="sm">{rule.alerts?.length ?? ''}</Table.Td>
        <Table.Td ta="right" visibleFrom="sm">
          <Text size="sm">{evaluated ? formatRelative(rule.lastEvaluation, now, i18n.language) : t('never')}</Text>
        </Table.Td>
      </Table.Tr>
      {open && (
        <Table.Tr>
          <Table.Td colSpan={4}>
            <RuleDetail rule={rule} />
          </Table.Td>
        </Table.Tr>
      )}
    </Fragment>
  );
}

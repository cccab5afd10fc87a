import { Anchor, Code, Group, Stack, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rule, RuleGroup } from '../../api/rules';
import { formatLabels } from '../../charts/alignedData';
import type { Marker } from '../../charts/markers';
import { QueryChart } from '../../components/QueryChart';
import { unitOfExpression } from '../../lib/formatNumber';
import { formatDateTime, formatDuration } from '../../lib/formatTime';
import type { TimeRange } from '../../lib/timeRange';
import { chartExpression } from '../alerts/chartExpression';
import { copySearchOf } from './ruleCopy';
import { RuleSettingsText } from './RuleSettingsText';

const LAST_DAY: TimeRange = { from: 'now-24h', to: 'now' };

/** What a rule looks at, how it went in the last day, and what it says. */
export function RuleDetail({ group, rule }: { readonly group: RuleGroup; readonly rule: Rule }): ReactElement {
  const { t, i18n } = useTranslation();
  const [range, setRange] = useState(LAST_DAY);
  const { query, threshold } = useMemo(() => chartExpression(rule.query), [rule.query]);
  const kind = rule.labels?.['severity'] === 'critical' ? 'critical' : 'warning';
  const markers: readonly Marker[] = threshold === null ? [] : [{ value: threshold, label: t('alert.threshold'), kind }];
  return (
    <Stack gap="sm" py="xs">
      <Code block style={{ whiteSpace: 'pre-wrap' }}>{rule.query}</Code>
      <Group gap="lg">
        {rule.duration !== undefined && rule.duration > 0 && <Text size="sm">{t('rules.for')}: {formatDuration(rule.duration * 1_000)}</Text>}
        <Text size="sm">{t('rules.evaluationTime')}: {(rule.evaluationTime * 1_000).toFixed(1)} ms</Text>
        {rule.type === 'alerting' && (
          <Anchor size="sm" renderRoot={(props) => <Link to="/alerts/rules/new" search={copySearchOf(group, rule)} {...props} />}>
            {t('rules.copy')}
          </Anchor>
        )}
        <Anchor size="sm" renderRoot={(props) => <Link to="/explore" search={{ query }} {...props} />}>
          {t('alert.explore')}
        </Anchor>
      </Group>
      <RuleSettingsText rule={rule} />
      <QueryChart title={rule.name} query={query} range={range} onRange={setRange} refetchMs={false} unit={unitOfExpression(rule.query)} valueRange="zero" height={180} markers={markers} />
      <Table verticalSpacing={4} withRowBorders={false}>
        <Table.Tbody>
          {Object.entries({ ...rule.labels, ...rule.annotations }).map(([name, text]) => (
            <Table.Tr key={name}>
              <Table.Td c="dimmed" w={150} style={{ verticalAlign: 'top' }}>{name}</Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{text}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {rule.alerts?.map((alert) => (
        <Text key={JSON.stringify(alert.labels)} size="sm" style={{ overflowWrap: 'anywhere' }}>
          <b>{t(`rules.state.${alert.state}`)}</b> {formatDateTime(alert.activeAt, i18n.language)} <Code>{formatLabels(alert.labels)}</Code> {alert.value}
        </Text>
      ))}
    </Stack>
  );
}

import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useRulesInForce, useStoredRules } from '../../api/rules';
import { Failure, Notice } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { RoleGate } from '../../components/RoleGate';
import { SearchField } from '../../components/SearchField';
import { changed, RULE_STATES, type Changes, type RuleSearch } from '../../lib/urlState';
import { RuleTable } from './RuleTable';
import { filterGroups } from './ruleStatus';
import { StoredRuleMenu } from './StoredRuleMenu';
import { storedRuleTitle } from './storedRuleTitle';

const route = getRouteApi('/shell/alerts/rules');

/** The rules in force, by group, and how they stand. */
export function RulesPage(): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const inForce = useRulesInForce();
  const stored = useStoredRules();
  const off = search.state === undefined ? (stored.data ?? []).filter(({ enabled }) => !enabled) : [];
  const filter = (change: Changes<RuleSearch>): void => void navigate({ search: (previous) => changed(previous, change), replace: true });
  return (
    <>
      <PageHeader title={t('rules.title')} lead={t('rules.lead')}>
        <RoleGate needs="operator">
          <Button leftSection={<IconPlus size={16} />} onClick={() => void navigate({ to: '/alerts/rules/new' })}>
            {t('rules.create')}
          </Button>
        </RoleGate>
      </PageHeader>
      <Group mb="md" gap="sm">
        <SegmentedControl
          aria-label={t('alerts.state')}
          data={(['all', ...RULE_STATES] as const).map((value) => ({ value, label: t(`rules.filter.${value}`) }))}
          value={search.state ?? 'all'}
          onChange={(value) => { filter({ state: RULE_STATES.find((known) => known === value) }); }}
        />
        <SearchField label={t('rules.search')} value={search.q ?? ''} onSearch={(q) => { filter({ q: q || undefined }); }} />
      </Group>
      {inForce.data?.warnings.map((warning) => (
        <Text key={warning} size="sm" c="var(--state-warning)" role="status" mb="xs">
          {warning}
        </Text>
      ))}
      <Stack gap="md">
        {stored.isError && <Failure error={stored.error} onRetry={() => void stored.refetch()} />}
        <Panel flush>
          <RuleTable
            source={inForce}
            groups={inForce.data && filterGroups(inForce.data.groups, search.state ?? 'all', search.q ?? '')}
            stored={new Map(stored.data?.map((rule) => [rule.file, rule]))}
            empty={
              <Notice title={t('noMatch.title')}>
                <Link to="/alerts/rules">{t('noMatch.text')}</Link>
              </Notice>
            }
          />
        </Panel>
        {off.map((rule) => (
          <Panel key={rule.id} title={storedRuleTitle(rule)} aside={<StoredRuleMenu rule={rule} />}>
            <Text size="sm" c="dimmed">{t('rules.off', { name: rule.updatedBy })}</Text>
          </Panel>
        ))}
      </Stack>
    </>
  );
}

import { Button, Group, SegmentedControl, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useRulesInForce, useStoredRules } from '../../api/rules';
import { Failure, Notice } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { RoleGate } from '../../components/RoleGate';
import { AlertingLinks } from '../../layout/AlertingLinks';
import { changed, RULE_STATES, type Changes, type RuleSearch } from '../../lib/urlState';
import { RuleTable } from './RuleTable';
import { filterGroups } from './ruleStatus';
import { StoredRuleMenu } from './StoredRuleMenu';

const route = getRouteApi('/shell/alerts/rules');

/** The rules in force, by group, and how they stand. */
export function RulesPage(): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const inForce = useRulesInForce();
  const stored = useStoredRules();
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
      <AlertingLinks />
      <Group mb="md" gap="sm">
        <SegmentedControl
          aria-label={t('alerts.state')}
          data={(['all', ...RULE_STATES] as const).map((value) => ({ value, label: t(`rules.filter.${value}`) }))}
          value={search.state ?? 'all'}
          onChange={(value) => { filter({ state: RULE_STATES.find((known) => known === value) }); }}
        />
        <TextInput
          w={{ base: '100%', xs: 260 }}
          leftSection={<IconSearch size={16} />}
          placeholder={t('rules.search')}
          aria-label={t('rules.search')}
          value={search.q ?? ''}
          onChange={(event) => { filter({ q: event.currentTarget.value || undefined }); }}
        />
      </Group>
      {content()}
    </>
  );

  function content(): ReactElement {
    if (inForce.isError) return <Failure error={inForce.error} onRetry={() => void inForce.refetch()} />;
    if (inForce.isPending) return <Skeleton height={260} />;
    const shown = filterGroups(inForce.data.groups, search.state ?? 'all', search.q ?? '');
    const storedByFile = new Map(stored.data?.map((rule) => [rule.file, rule]));
    const off = search.state === undefined ? (stored.data ?? []).filter(({ enabled }) => !enabled) : [];
    return (
      <Stack gap="md">
        {inForce.data.warnings.map((warning) => (
          <Text key={warning} size="sm" c="var(--state-warning)" role="status">
            {warning}
          </Text>
        ))}
        {stored.isError && <Failure error={stored.error} onRetry={() => void stored.refetch()} />}
        {shown.map((group) => {
          const written = storedByFile.get(group.file);
          return (
            <Panel
              key={`${group.file} ${group.name}`}
              flush
              title={group.name}
              aside={
                <Group gap="xs" wrap="nowrap" miw={0}>
                  <Text size="xs" c="dimmed" truncate>
                    {written === undefined ? group.file : t('rules.writtenBy', { name: written.updatedBy })} · {t('rules.every', { seconds: group.interval })}
                  </Text>
                  {written !== undefined && <StoredRuleMenu rule={written} />}
                </Group>
              }
            >
              <RuleTable group={group} />
            </Panel>
          );
        })}
        {off.map((rule) => (
          <Panel key={rule.id} title={rule.draft.name ?? rule.draft.group ?? rule.id} aside={<StoredRuleMenu rule={rule} />}>
            <Text size="sm" c="dimmed">{t('rules.off', { name: rule.updatedBy })}</Text>
          </Panel>
        ))}
        {shown.length === 0 && off.length === 0 && (
          <Panel>
            <Notice title={t('noMatch.title')}>
              <Link to="/alerts/rules">{t('noMatch.text')}</Link>
            </Notice>
          </Panel>
        )}
      </Stack>
    );
  }
}

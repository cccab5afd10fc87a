import { Button, List, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Escalation, Policy } from '../../api/escalation';
import { MatcherList } from '../../components/MatcherList';
import { Notice } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { RoleGate } from '../../components/RoleGate';
import type { Column, ListSource } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { formatDuration } from '../../lib/formatTime';
import { PolicyForm } from './PolicyForm';
import { ThingMenu } from './ThingMenu';
import { Warnings } from './Warnings';

interface PolicyTableProps {
  readonly source: ListSource;
  readonly escalation: Escalation | undefined;
}

/** Which alerts go from step to step, and by which steps. */
export function PolicyTable({ source, escalation }: PolicyTableProps): ReactElement {
  const { t } = useTranslation();
  const [opened, form] = useDisclosure();
  const [edited, setEdited] = useState<Policy>();
  const edit = (policy: Policy | undefined): void => {
    setEdited(policy);
    form.open();
  };
  const columns: readonly Column<Policy>[] = [
    {
      key: 'name',
      title: t('oncall.name'),
      primary: true,
      width: 220,
      sortBy: ({ name }) => name,
      cell: ({ name }) => (
        <>
          <b>{name}</b>
          <Warnings warnings={escalation?.warnings} kind="policy" name={name} />
        </>
      ),
    },
    { key: 'matchers', title: t('oncall.for'), cell: ({ matchers }) => (matchers.length === 0 ? t('oncall.everyAlert') : <MatcherList matchers={matchers} />) },
    { key: 'steps', title: t('oncall.steps'), cell: (policy) => <Steps policy={policy} /> },
    { key: 'actions', title: t('actions'), silent: true, align: 'right', width: 60, cell: (policy) => <ThingMenu kind="policies" name={policy.name} onEdit={() => { edit(policy); }} /> },
  ];
  return (
    <Panel
      flush
      title={t('oncall.policies')}
      aside={
        <RoleGate needs="operator">
          <Button size="compact-sm" variant="default" leftSection={<IconPlus size={15} />} onClick={() => { edit(undefined); }}>
            {t('oncall.createPolicy')}
          </Button>
        </RoleGate>
      }
    >
      <DataTable
        label={t('oncall.policies')}
        source={source}
        rows={escalation?.policies}
        columns={columns}
        keyOf={({ name }) => name}
        empty={<Notice title={t('oncall.noPolicies')}>{t('oncall.noPoliciesText')}</Notice>}
        testId="policy-row"
      />
      <PolicyForm policy={edited} escalation={escalation} opened={opened} onClose={form.close} />
    </Panel>
  );
}

function Steps({ policy: { steps, repeat } }: { readonly policy: Policy }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <List type="ordered" size="sm" ta="start">
        {steps.map(({ waitSeconds, people, schedules, channels, over }, index) => (
          // Steps have no identity but their place.
          <List.Item key={index}>
            <Text span size="sm" c="dimmed">{t('oncall.after', { time: formatDuration(waitSeconds * 1_000) })}</Text>{' '}
            {[...schedules.map((name) => t('oncall.onCallIn', { name })), ...people, ...channels].join(', ')}
            {over.length > 0 && <Text span size="sm" c="dimmed"> {t('oncall.overWays', { ways: over.join(', ') })}</Text>}
          </List.Item>
        ))}
      </List>
      {repeat > 0 && <Text size="xs" c="dimmed">{t('oncall.repeats', { count: repeat })}</Text>}
    </>
  );
}

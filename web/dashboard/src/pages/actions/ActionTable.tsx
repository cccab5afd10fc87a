import { Button, Code, Group, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { EmergencyAction } from '../../api/actions';
import { Notice } from '../../components/Notice';
import { RoleGate } from '../../components/RoleGate';
import { StateBadge } from '../../components/StateBadge';
import type { Column, ListSource } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { formatDuration } from '../../lib/formatTime';

interface ActionTableProps {
  readonly source: ListSource;
  readonly actions: readonly EmergencyAction[] | undefined;
  readonly onRun: (action: EmergencyAction) => void;
}

export function ActionTable({ source, actions, onRun }: ActionTableProps): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<EmergencyAction>[] = [
    {
      key: 'name',
      title: t('actionsPage.name'),
      primary: true,
      width: 260,
      sortBy: ({ name }) => name,
      cell: ({ name, kind }) => (
        <>
          <Text size="sm" fw={600} ff="monospace" style={{ overflowWrap: 'anywhere' }}>{name}</Text>
          <Text size="xs" c="dimmed">{kind}</Text>
        </>
      ),
    },
    { key: 'match', title: t('actionsPage.for'), cell: ({ match }) => <Group gap={4}>{match.map((one) => <Code key={one}>{one}</Code>)}</Group> },
    {
      key: 'guards',
      title: t('actionsPage.guards'),
      cell: ({ automatic, requiresApproval, dryRun, cooldownSeconds, verified }) => (
        <Text size="sm">
          {[
            t(automatic ? 'actionsPage.automatic' : 'actionsPage.byHand'),
            t(requiresApproval ? 'actionsPage.approved' : 'actionsPage.unapproved'),
            t('actionsPage.cooldown', { time: formatDuration(cooldownSeconds * 1_000) }),
            ...(verified ? [t('actionsPage.verified')] : []),
            ...(dryRun ? [t('actionsPage.onlyDry')] : []),
          ].join(' · ')}
        </Text>
      ),
    },
    {
      key: 'state',
      title: t('channels.state'),
      sortBy: ({ off }) => Boolean(off),
      cell: ({ off }) => (
        <>
          <StateBadge state={off ? 'unknown' : 'ok'}>{t(off ? 'channels.disabled' : 'channels.enabled')}</StateBadge>
          {off && <Text size="xs" c="dimmed" mt={4}>{off}</Text>}
        </>
      ),
    },
    {
      key: 'actions',
      title: t('actions'),
      silent: true,
      align: 'right',
      cell: (action) => (
        <RoleGate needs="operator" unless={action.off ?? null}>
          <Button size="compact-sm" variant="default" aria-label={t('actionsPage.runNamed', { name: action.name })} onClick={() => { onRun(action); }}>
            {t('actionsPage.run')}
          </Button>
        </RoleGate>
      ),
    },
  ];
  return (
    <DataTable
      label={t('actionsPage.title')}
      source={source}
      rows={actions}
      columns={columns}
      keyOf={({ name }) => name}
      empty={<Notice title={t('actionsPage.none')}>{t('actionsPage.noneText')}</Notice>}
      minWidth={820}
      testId="action-row"
    />
  );
}

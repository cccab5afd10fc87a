import { Anchor, Badge, Button, Group, Skeleton, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useActionAudit, useActionRuns, useDecideRun, type ActionRun, type RunState } from '../../api/actions';
import { Failure, Notice, useErrorText } from '../../components/Notice';
import { RoleGate } from '../../components/RoleGate';
import { StateBadge } from '../../components/StateBadge';
import type { State } from '../../components/StateIcon';
import type { Column } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { formatDateTime } from '../../lib/formatTime';

const STATES: Readonly<Record<RunState, State>> = { proposed: 'warning', deferred: 'info', approved: 'info', running: 'info', succeeded: 'ok', failed: 'critical', refused: 'unknown' };

/** What ran and what waits for a yes; a row opens to its audit. */
export function RunTable(): ReactElement {
  const { t, i18n } = useTranslation();
  const runs = useActionRuns();
  const columns: readonly Column<ActionRun>[] = [
    {
      key: 'state',
      title: t('channels.state'),
      width: 150,
      sortBy: ({ state }) => state,
      cell: ({ state, dryRun }) => (
        <Group gap={6}>
          <StateBadge state={STATES[state]}>{t(`actionsPage.states.${state}`)}</StateBadge>
          {dryRun && <Badge size="sm" variant="default">{t('actionsPage.dry')}</Badge>}
        </Group>
      ),
    },
    {
      key: 'action',
      title: t('actionsPage.name'),
      primary: true,
      sortBy: ({ action }) => action,
      cell: ({ action, target, fingerprint }) => (
        <>
          <Text size="sm" fw={600} ff="monospace">{action}</Text>
          {target && <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>{target}</Text>}
          <Anchor size="xs" renderRoot={(props) => <Link to="/alerts/$fingerprint" params={{ fingerprint }} {...props} />}>{t('actionsPage.toAlert')}</Anchor>
        </>
      ),
    },
    { key: 'outcome', title: t('audit.outcome'), cell: ({ outcome }) => <Text size="sm" style={{ overflowWrap: 'anywhere' }}>{outcome}</Text> },
    {
      key: 'requested',
      title: t('actionsPage.requested'),
      width: 225,
      sortBy: ({ requestedAt }) => requestedAt,
      cell: ({ requestedAt, requestedBy }) => (
        <>
          <Text size="sm">{formatDateTime(requestedAt, i18n.language)}</Text>
          <Text size="xs" c="dimmed">{requestedBy}</Text>
        </>
      ),
    },
    { key: 'actions', title: t('actions'), silent: true, align: 'right', cell: (run) => run.state === 'proposed' && <Decide run={run} /> },
  ];
  return (
    <DataTable
      label={t('actionsPage.runs')}
      source={runs}
      rows={runs.data}
      columns={columns}
      keyOf={({ id }) => id}
      detail={({ id }) => <Audit id={id} />}
      empty={<Notice title={t('actionsPage.noRuns')}>{t('actionsPage.noRunsText')}</Notice>}
      minWidth={760}
      pageWideKeys
      testId="run-row"
    />
  );
}

function Decide({ run }: { readonly run: ActionRun }): ReactElement {
  const { t } = useTranslation();
  const decide = useDecideRun();
  const explain = useErrorText();
  return (
    <>
      <Group gap={6} justify="flex-end" wrap="nowrap">
        <RoleGate needs="operator">
          <Button size="compact-sm" loading={decide.isPending} aria-label={t('actionsPage.approveNamed', { name: run.action })} onClick={() => { decide.mutate({ id: run.id, decision: 'approve' }); }}>
            {t('actionsPage.approve')}
          </Button>
        </RoleGate>
        <RoleGate needs="operator">
          <Button size="compact-sm" variant="default" loading={decide.isPending} aria-label={t('actionsPage.rejectNamed', { name: run.action })} onClick={() => { decide.mutate({ id: run.id, decision: 'reject' }); }}>
            {t('actionsPage.reject')}
          </Button>
        </RoleGate>
      </Group>
      {decide.isError && <Text size="xs" c="var(--state-critical)" role="alert">{explain(decide.error)}</Text>}
    </>
  );
}

function Audit({ id }: { readonly id: string }): ReactElement {
  const { i18n } = useTranslation();
  const audit = useActionAudit(id);
  if (audit.data === undefined) return audit.isError ? <Failure error={audit.error} onRetry={() => void audit.refetch()} /> : <Skeleton height={40} />;
  return (
    <>
      {audit.data.map(({ at, actor, text }) => (
        <Text key={`${at} ${text}`} size="sm" style={{ overflowWrap: 'anywhere' }}>
          <Text span size="xs" c="dimmed" className="numeric">{formatDateTime(at, i18n.language)}</Text> <b>{actor}</b> {text}
        </Text>
      ))}
    </>
  );
}

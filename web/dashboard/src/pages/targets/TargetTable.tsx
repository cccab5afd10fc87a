import { ActionIcon, Anchor, Group, Menu, Text } from '@mantine/core';
import { IconDots, IconPencil } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Target } from '../../api/targets';
import { RoleGate } from '../../components/RoleGate';
import { StateBadge } from '../../components/StateBadge';
import type { Column, ListSource } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { formatValue, NO_VALUE } from '../../lib/formatNumber';
import { useNow } from '../../lib/useNow';
import { DeleteTarget } from './DeleteTarget';
import { Heartbeat, useHeartbeats } from './Heartbeat';
import { ProbeNow } from './ProbeNow';
import { daysUntil, stateOfCertificate, stateOfTargetFacts, type TargetFacts } from './targetFacts';

interface TargetTableProps {
  readonly source: ListSource;
  readonly targets: readonly Target[] | undefined;
  readonly factsOf: (target: string) => TargetFacts;
  readonly onEdit: (target: Target) => void;
  readonly empty: ReactNode;
}

export function TargetTable({ source, targets, factsOf, onEdit, empty }: TargetTableProps): ReactElement {
  const { t, i18n } = useTranslation();
  const heartbeats = useHeartbeats();
  const navigate = useNavigate();
  const columns: readonly Column<Target>[] = [
    { key: 'status', title: t('targets.column.status'), cell: (target) => <TargetBadge target={target} up={factsOf(target.name).up} />, sortBy: (target) => stateOfTargetFacts(target.enabled, factsOf(target.name).up) },
    {
      key: 'name',
      title: t('targets.column.name'),
      primary: true,
      sortBy: ({ name }) => name,
      cell: (target) => (
        <div style={{ maxWidth: 300 }}>
          <Anchor fw={600} size="sm" truncate display="block" renderRoot={(props) => <Link to="/targets/$id" params={{ id: target.id }} {...props} />}>
            {target.name}
          </Anchor>
          <Text size="xs" c="dimmed" truncate>
            {t(`target.kind.${target.kind}`)} · {target.url}
          </Text>
        </div>
      ),
    },
    { key: 'hour', title: t('targets.column.hour'), cell: ({ name }) => <Heartbeat target={name} series={heartbeats} /> },
    { key: 'uptime', title: t('targets.column.uptime'), align: 'right', cell: ({ name }) => formatValue(factsOf(name).uptime, 'availability', i18n.language), sortBy: ({ name }) => factsOf(name).uptime },
    { key: 'latency', title: t('targets.column.latency'), align: 'right', cell: ({ name }) => formatValue(factsOf(name).seconds, 's', i18n.language), sortBy: ({ name }) => factsOf(name).seconds },
    { key: 'code', title: t('targets.column.code'), align: 'right', cell: ({ name }) => factsOf(name).statusCode ?? NO_VALUE, sortBy: ({ name }) => factsOf(name).statusCode },
    { key: 'certificate', title: t('targets.column.certificate'), align: 'right', cell: ({ name }) => <CertificateDays expiry={factsOf(name).certificateExpiry} />, sortBy: ({ name }) => factsOf(name).certificateExpiry },
    { key: 'actions', title: t('actions'), silent: true, align: 'right', cell: (target) => <Actions target={target} onEdit={onEdit} /> },
  ];
  return (
    <DataTable
      label={t('targets.title')}
      source={source}
      rows={targets}
      columns={columns}
      keyOf={({ id }) => id}
      empty={empty}
      minWidth={900}
      testId="target-row"
      pageWideKeys
      rowKeys={{ Enter: ({ id }) => void navigate({ to: '/targets/$id', params: { id } }) }}
    />
  );
}

function Actions({ target, onEdit }: { readonly target: Target; readonly onEdit: (target: Target) => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <Group gap={6} wrap="nowrap" justify="flex-end">
      <ProbeNow target={target} compact />
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <RoleGate needs="operator" unless={target.origin === 'api' ? null : t('targets.provided')}>
            <ActionIcon variant="subtle" color="gray" aria-label={t('targets.actions', { name: target.name })}>
              <IconDots size={17} />
            </ActionIcon>
          </RoleGate>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => { onEdit(target); }}>
            {t('edit')}
          </Menu.Item>
          <DeleteTarget target={target} />
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}

interface TargetBadgeProps {
  readonly target: Target;
  readonly up: boolean | null;
}

export function TargetBadge({ target, up }: TargetBadgeProps): ReactElement {
  const { t } = useTranslation();
  const word = !target.enabled ? 'paused' : up === null ? 'unknown' : up ? 'up' : 'down';
  return <StateBadge state={stateOfTargetFacts(target.enabled, up)}>{t(`target.${word}`)}</StateBadge>;
}

export function CertificateDays({ expiry }: { readonly expiry: number | null }): ReactElement {
  const { t } = useTranslation();
  const now = useNow(60_000);
  if (expiry === null) return <>{NO_VALUE}</>;
  const days = daysUntil(expiry, now);
  const state = stateOfCertificate(days);
  const text = days < 0 ? t('target.certificateExpired') : t('target.days', { count: days });
  return state === 'ok' ? <>{text}</> : <StateBadge state={state}>{text}</StateBadge>;
}

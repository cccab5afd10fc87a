import { ActionIcon, Anchor, Group, Menu, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconDots, IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RangeSeries } from '../../api/prometheus';
import type { Target } from '../../api/targets';
import { RoleGate } from '../../components/RoleGate';
import { StateBadge } from '../../components/StateBadge';
import { formatValue, NO_VALUE } from '../../lib/formatNumber';
import { useNow } from '../../lib/useNow';
import { DeleteTarget } from './DeleteTarget';
import { Heartbeat, useHeartbeats } from './Heartbeat';
import { ProbeNow } from './ProbeNow';
import { daysUntil, stateOfCertificate, stateOfTargetFacts, type TargetFacts } from './targetFacts';

interface TargetTableProps {
  readonly targets: readonly Target[];
  readonly factsOf: (target: string) => TargetFacts;
  readonly onEdit: (target: Target) => void;
}

export function TargetTable({ targets, factsOf, onEdit }: TargetTableProps): ReactElement {
  const { t } = useTranslation();
  const heartbeats = useHeartbeats();
  return (
    <Table.ScrollContainer minWidth={900} scrollAreaProps={{ viewportProps: { tabIndex: 0, 'aria-label': t('targets.title') } }}>
      <Table verticalSpacing="xs" horizontalSpacing="md" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('targets.column.status')}</Table.Th>
            <Table.Th>{t('targets.column.name')}</Table.Th>
            <Table.Th>{t('targets.column.hour')}</Table.Th>
            <Table.Th ta="right">{t('targets.column.uptime')}</Table.Th>
            <Table.Th ta="right">{t('targets.column.latency')}</Table.Th>
            <Table.Th ta="right">{t('targets.column.code')}</Table.Th>
            <Table.Th ta="right">{t('targets.column.certificate')}</Table.Th>
            <Table.Th>
              <VisuallyHidden>{t('actions')}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {targets.map((target) => (
            <Row key={target.id} target={target} facts={factsOf(target.name)} heartbeats={heartbeats} onEdit={onEdit} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface RowProps {
  readonly target: Target;
  readonly facts: TargetFacts;
  readonly heartbeats: readonly RangeSeries[] | undefined;
  readonly onEdit: (target: Target) => void;
}

function Row({ target, facts, heartbeats, onEdit }: RowProps): ReactElement {
  const { t, i18n } = useTranslation();
  return (
    <Table.Tr data-testid="target-row">
      <Table.Td>
        <TargetBadge target={target} up={facts.up} />
      </Table.Td>
      <Table.Td maw={320}>
        <Anchor fw={600} size="sm" truncate display="block" renderRoot={(props) => <Link to="/targets/$id" params={{ id: target.id }} {...props} />}>
          {target.name}
        </Anchor>
        <Text size="xs" c="dimmed" truncate>
          {t(`target.kind.${target.kind}`)} · {target.url}
        </Text>
      </Table.Td>
      <Table.Td>
        <Heartbeat target={target.name} series={heartbeats} />
      </Table.Td>
      <Table.Td ta="right">{formatValue(facts.uptime, 'availability', i18n.language)}</Table.Td>
      <Table.Td ta="right">{formatValue(facts.seconds, 's', i18n.language)}</Table.Td>
      <Table.Td ta="right">{facts.statusCode ?? NO_VALUE}</Table.Td>
      <Table.Td ta="right">
        <CertificateDays expiry={facts.certificateExpiry} />
      </Table.Td>
      <Table.Td>
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
      </Table.Td>
    </Table.Tr>
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

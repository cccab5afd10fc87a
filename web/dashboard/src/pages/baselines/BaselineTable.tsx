import { ActionIcon, Badge, Button, Group, Menu, Table, Text } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useChooseReference, useDeleteBaseline, type Baseline, type BaselineId, type Baselines } from '../../api/baselines';
import { Notice } from '../../components/Notice';
import { RoleGate } from '../../components/RoleGate';
import type { Column, ListSource } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { useConfirm } from '../../components/useConfirm';
import { formatDigits, NO_VALUE } from '../../lib/formatNumber';
import { formatDateTime, formatMinute } from '../../lib/formatTime';

interface BaselineTableProps {
  readonly source: ListSource;
  readonly list: Baselines | undefined;
  /** The one that is compared. */
  readonly chosen: BaselineId | null;
  readonly onChoose: (baseline: BaselineId) => void;
}

export function BaselineTable({ source, list, chosen, onChoose }: BaselineTableProps): ReactElement {
  const { t, i18n } = useTranslation();
  const isReference = ({ name, version }: BaselineId): boolean => list?.reference === name && list.referenceVersion === version;
  const columns: readonly Column<Baseline>[] = [
    {
      key: 'name',
      title: t('baselines.name'),
      primary: true,
      sortBy: ({ name, version }) => `${name} ${String(version).padStart(4, '0')}`,
      cell: (baseline) => (
        <>
          <Group gap={6}>
            <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>{baseline.name}</Text>
            <Text size="xs" c="dimmed">{t('baselines.version', { version: baseline.version })}</Text>
            {isReference(baseline) && <Badge size="sm" variant="light" tt="none">{t('baselines.reference')}</Badge>}
          </Group>
          {baseline.note && <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>{baseline.note}</Text>}
        </>
      ),
    },
    {
      key: 'source',
      title: t('baselines.source'),
      sortBy: ({ from }) => Date.parse(from),
      cell: ({ source: kind, run, from, to }) => (
        <>
          <Text size="sm">{t(`baselines.sources.${kind}`)}</Text>
          {run && <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>{run}</Text>}
          <Text size="xs" c="dimmed" className="numeric">{formatDateTime(from, i18n.language)} – {formatDateTime(to, i18n.language)}</Text>
        </>
      ),
    },
    {
      key: 'taken',
      title: t('baselines.taken'),
      width: 210,
      sortBy: ({ createdAt }) => Date.parse(createdAt),
      cell: ({ createdAt, createdBy }) => (
        <>
          <Text size="sm" className="numeric">{formatMinute(createdAt, i18n.language)}</Text>
          <Text size="xs" c="dimmed">{createdBy}</Text>
        </>
      ),
    },
    {
      key: 'actions',
      title: t('actions'),
      silent: true,
      align: 'right',
      width: 170,
      cell: (baseline) => (
        <Group gap={6} justify="flex-end" wrap="nowrap">
          <Button
            size="compact-sm"
            variant={chosen?.name === baseline.name && chosen.version === baseline.version ? 'filled' : 'default'}
            aria-label={t('baselines.compareNamed', { name: baseline.name, version: baseline.version })}
            aria-pressed={chosen?.name === baseline.name && chosen.version === baseline.version}
            onClick={() => { onChoose(baseline); }}
          >
            {t('baselines.compare')}
          </Button>
          <BaselineMenu baseline={baseline} isReference={isReference(baseline)} />
        </Group>
      ),
    },
  ];
  return (
    <DataTable
      label={t('baselines.title')}
      source={source}
      rows={list?.baselines}
      columns={columns}
      keyOf={({ name, version }) => `${name} ${String(version)}`}
      empty={<Notice title={t('baselines.none')}>{list?.initial}</Notice>}
      detail={({ components }) => <Components components={components} />}
      minWidth={760}
      testId="baseline-row"
    />
  );
}

function BaselineMenu({ baseline: { name, version }, isReference }: { readonly baseline: Baseline; readonly isReference: boolean }): ReactElement {
  const { t } = useTranslation();
  const choose = useChooseReference();
  const remove = useDeleteBaseline();
  const confirm = useConfirm();
  const inUse = isReference ? t('baselines.inUse') : null;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="default" aria-label={t('baselines.actionsOf', { name, version })}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <RoleGate needs="operator" unless={inUse}>
          <Menu.Item
            onClick={() => {
              confirm({ title: t('baselines.makeReference'), text: t('baselines.makeReferenceText', { name, version }), action: t('baselines.makeReference'), run: () => choose.mutateAsync({ name, version }) });
            }}
          >
            {t('baselines.makeReference')}
          </Menu.Item>
        </RoleGate>
        <RoleGate needs="operator" unless={inUse}>
          <Menu.Item
            onClick={() => {
              confirm({ title: t('baselines.delete'), text: t('baselines.deleteText', { name, version }), action: t('delete'), run: () => remove.mutateAsync({ name, version }) });
            }}
          >
            {t('delete')}
          </Menu.Item>
        </RoleGate>
      </Menu.Dropdown>
    </Menu>
  );
}

/** What the baseline measured, and how. */
function Components({ components }: Pick<Baseline, 'components'>): ReactElement {
  const { t, i18n } = useTranslation();
  const digits = (value: number | null | undefined): string => (typeof value === 'number' ? formatDigits(value, i18n.language, 4) : NO_VALUE);
  return (
    <Table.ScrollContainer minWidth={620}>
      <Table fz="sm" verticalSpacing={4} aria-label={t('baselines.components')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('baselines.component')}</Table.Th>
            <Table.Th ta="right">{t('baselines.median')}</Table.Th>
            <Table.Th ta="right">{t('baselines.growth')}</Table.Th>
            <Table.Th ta="right">{t('baselines.target')}</Table.Th>
            <Table.Th>PromQL</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {components.map(({ name, unit, samples, growth, targetPercent, query }) => (
            <Table.Tr key={name}>
              <Table.Td>{name}</Table.Td>
              <Table.Td ta="right" className="numeric">{digits(samples?.median)} {samples && unit}</Table.Td>
              <Table.Td ta="right" className="numeric">{digits(growth.amount)}</Table.Td>
              <Table.Td ta="right" className="numeric">{typeof targetPercent === 'number' ? `${digits(targetPercent)}%` : NO_VALUE}</Table.Td>
              <Table.Td ff="monospace" fz="xs" style={{ overflowWrap: 'anywhere' }}>{query}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

import { Button, Group, Skeleton, Table, Text, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useMaintenance, useRemoveMaintenance, type Maintenance } from '../../api/maintenance';
import { MatcherList } from '../../components/MatcherList';
import { Failure, Notice } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { RoleGate } from '../../components/RoleGate';
import { StateBadge } from '../../components/StateBadge';
import { useConfirm } from '../../components/useConfirm';
import { AlertingLinks } from '../../layout/AlertingLinks';
import { formatDuration, formatMinute, formatRelative } from '../../lib/formatTime';
import { useNow } from '../../lib/useNow';
import { MaintenanceForm } from './MaintenanceForm';
import { weekdayName } from './weekdayName';

/** When somebody works on purpose, once or each week. */
export function MaintenancePage(): ReactElement {
  const { t } = useTranslation();
  const windows = useMaintenance();
  const [opened, form] = useDisclosure();
  return (
    <>
      <PageHeader title={t('maintenance.title')} lead={t('maintenance.lead')}>
        <RoleGate needs="operator">
          <Button leftSection={<IconPlus size={16} />} onClick={form.open}>
            {t('maintenance.create')}
          </Button>
        </RoleGate>
      </PageHeader>
      <AlertingLinks />
      <Panel flush>{content()}</Panel>
      <MaintenanceForm opened={opened} onClose={form.close} />
    </>
  );

  function content(): ReactElement {
    if (windows.isError) return <Failure error={windows.error} onRetry={() => void windows.refetch()} />;
    if (windows.isPending) return <Skeleton height={180} />;
    if (windows.data.length === 0) return <Notice title={t('maintenance.none')}>{t('maintenance.noneText')}</Notice>;
    return (
      <Table.ScrollContainer minWidth={720} scrollAreaProps={{ viewportProps: { tabIndex: 0, 'aria-label': t('maintenance.title') } }}>
        <Table verticalSpacing="xs" horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={130}>{t('silences.state')}</Table.Th>
              <Table.Th>{t('maintenance.name')}</Table.Th>
              <Table.Th>{t('silences.when')}</Table.Th>
              <Table.Th>{t('silences.matchers')}</Table.Th>
              <Table.Th>
                <VisuallyHidden>{t('actions')}</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {windows.data.map((window) => (
              <Row key={window.id} window={window} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    );
  }
}

function Row({ window }: { readonly window: Maintenance }): ReactElement {
  const { t, i18n } = useTranslation();
  const now = useNow(10_000);
  const remove = useRemoveMaintenance();
  const confirm = useConfirm();
  const { id, name, createdBy, matchers, activeUntil, endsAt } = window;
  const over = !activeUntil && endsAt !== undefined && endsAt !== null && Date.parse(endsAt) <= now;
  return (
    <Table.Tr data-testid="maintenance-row">
      <Table.Td>
        <StateBadge state={activeUntil ? 'info' : 'unknown'}>
          {t(activeUntil ? 'maintenance.active' : over ? 'maintenance.over' : 'maintenance.planned')}
        </StateBadge>
        {activeUntil && <Text size="xs" c="dimmed" mt={4}>{t('silences.time.active', { at: formatRelative(activeUntil, now, i18n.language) })}</Text>}
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <Text size="sm" fw={600}>{name}</Text>
        <Text size="xs" c="dimmed">{createdBy}</Text>
      </Table.Td>
      <Table.Td>
        <Times window={window} />
      </Table.Td>
      <Table.Td maw={320}>{matchers.length === 0 ? <Text size="sm">{t('maintenance.everything')}</Text> : <MatcherList matchers={matchers} />}</Table.Td>
      <Table.Td>
        <Group justify="flex-end">
          <RoleGate needs="operator">
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('maintenance.removeNamed', { name })}
              onClick={() => {
                confirm({ title: t('maintenance.remove'), text: t('maintenance.removeText', { name }), action: t('delete'), run: () => remove.mutateAsync(id) });
              }}
            >
              {t('delete')}
            </Button>
          </RoleGate>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

function Times({ window: { weekly, startsAt, endsAt } }: { readonly window: Maintenance }): ReactElement {
  const { t, i18n } = useTranslation();
  if (weekly) {
    const days = weekly.days.map((day) => weekdayName(day, i18n.language)).join(', ');
    return <Text size="sm">{t('maintenance.weeklyAt', { days, start: weekly.start, length: formatDuration(weekly.durationMinutes * 60_000), zone: weekly.timeZone })}</Text>;
  }
  return (
    <Text size="sm">
      {startsAt && formatMinute(startsAt, i18n.language)} – {endsAt && formatMinute(endsAt, i18n.language)}
    </Text>
  );
}

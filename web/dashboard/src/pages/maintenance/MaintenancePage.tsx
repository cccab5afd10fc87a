import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useMaintenance, useRemoveMaintenance, type Maintenance } from '../../api/maintenance';
import { MatcherList } from '../../components/MatcherList';
import { Notice } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { RoleGate } from '../../components/RoleGate';
import { SearchField } from '../../components/SearchField';
import { StateBadge } from '../../components/StateBadge';
import type { Column } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { useConfirm } from '../../components/useConfirm';
import { formatDuration, formatMinute, formatRelative } from '../../lib/formatTime';
import { changed, MAINTENANCE_STATES, parseMaintenanceSearch, type Changes, type MaintenanceSearch } from '../../lib/urlState';
import { useNow } from '../../lib/useNow';
import { weekdayName } from '../../lib/weekdayName';
import { filterMaintenance, stateOf } from './filterMaintenance';
import { MaintenanceForm } from './MaintenanceForm';
import { monthDaysOf } from './monthDays';
import { useMonthDayName } from './useMonthDayName';

const route = getRouteApi('/shell/alerts/maintenance');

/** When somebody works on purpose, once or again and again. */
export function MaintenancePage(): ReactElement {
  const { t } = useTranslation();
  const { state = 'current', q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const now = useNow(10_000);
  const windows = useMaintenance();
  const [opened, form] = useDisclosure();
  const [edited, setEdited] = useState<Maintenance>();
  const edit = (window: Maintenance | undefined): void => {
    setEdited(window);
    form.open();
  };
  const filter = (change: Changes<MaintenanceSearch>): void => void navigate({ search: (previous) => changed(previous, change), replace: true });
  const columns: readonly Column<Maintenance>[] = [
    { key: 'state', title: t('silences.state'), width: 150, cell: (window) => <StateCell window={window} />, sortBy: (window) => stateOf(window, now) },
    {
      key: 'name',
      title: t('maintenance.name'),
      primary: true,
      sortBy: ({ name }) => name,
      cell: ({ name, createdBy }) => (
        <>
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>{name}</Text>
          <Text size="xs" c="dimmed">{createdBy}</Text>
        </>
      ),
    },
    { key: 'when', title: t('silences.when'), cell: (window) => <Times window={window} />, sortBy: ({ startsAt }) => startsAt },
    {
      key: 'matchers',
      title: t('silences.matchers'),
      cell: ({ matchers }) => (matchers.length === 0 ? <Text size="sm">{t('maintenance.everything')}</Text> : <MatcherList matchers={matchers} />),
    },
    { key: 'actions', title: t('actions'), silent: true, align: 'right', cell: (window) => <Actions window={window} onEdit={edit} /> },
  ];
  return (
    <>
      <PageHeader title={t('maintenance.title')} lead={t('maintenance.lead')}>
        <RoleGate needs="operator">
          <Button leftSection={<IconPlus size={16} />} onClick={() => { edit(undefined); }}>
            {t('maintenance.create')}
          </Button>
        </RoleGate>
      </PageHeader>
      <Group mb="md" gap="sm">
        <SegmentedControl
          aria-label={t('silences.state')}
          data={MAINTENANCE_STATES.map((value) => ({ value, label: t(value === 'current' ? 'silences.states.current' : `maintenance.${value}`) }))}
          value={state}
          onChange={(value) => { filter({ state: parseMaintenanceSearch({ state: value }).state }); }}
        />
        <SearchField label={t('maintenance.search')} value={q} onSearch={(text) => { filter({ q: text || undefined }); }} />
      </Group>
      <Panel flush>
        <DataTable
          label={t('maintenance.title')}
          source={windows}
          rows={windows.data && filterMaintenance(windows.data, state, q, now)}
          columns={columns}
          keyOf={({ id }) => id}
          empty={q === '' && state === 'current' ? <Notice title={t('maintenance.none')}>{t('maintenance.noneText')}</Notice> : <Notice title={t('noMatch.title')}>{t('noMatch.text')}</Notice>}
          minWidth={720}
          testId="maintenance-row"
        />
      </Panel>
      <MaintenanceForm window={edited} opened={opened} onClose={form.close} />
    </>
  );
}

function StateCell({ window }: { readonly window: Maintenance }): ReactElement {
  const { t, i18n } = useTranslation();
  const now = useNow(10_000);
  const state = stateOf(window, now);
  return (
    <>
      <StateBadge state={state === 'active' ? 'info' : 'unknown'}>{t(`maintenance.${state}`)}</StateBadge>
      {window.activeUntil && (
        <Text size="xs" c="dimmed" mt={4}>
          {t('silences.time.active', { at: formatRelative(window.activeUntil, now, i18n.language) })}
        </Text>
      )}
      {state === 'planned' && window.next && (
        <Text size="xs" c="dimmed" mt={4}>
          {t('silences.time.pending', { at: formatRelative(window.next.startsAt, now, i18n.language) })}
        </Text>
      )}
    </>
  );
}

function Actions({ window, onEdit }: { readonly window: Maintenance; readonly onEdit: (window: Maintenance) => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <Group gap={6} justify="flex-end" wrap="nowrap">
      <RoleGate needs="operator">
        <Button size="compact-sm" variant="default" aria-label={t('maintenance.changeNamed', { name: window.name })} onClick={() => { onEdit(window); }}>
          {t('silences.changeShort')}
        </Button>
      </RoleGate>
      <Remove window={window} />
    </Group>
  );
}

function Remove({ window: { id, name } }: { readonly window: Maintenance }): ReactElement {
  const { t } = useTranslation();
  const remove = useRemoveMaintenance();
  const confirm = useConfirm();
  return (
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
  );
}

function Times({ window: { daily, weekly, monthly, startsAt, endsAt, next } }: { readonly window: Maintenance }): ReactElement {
  const { t, i18n } = useTranslation();
  const monthDayName = useMonthDayName();
  const span = (from: string, to: string): string => `${formatMinute(from, i18n.language)} – ${formatMinute(to, i18n.language)}`;
  const clock = daily ?? weekly ?? monthly;
  if (clock) {
    const days = weekly ? weekly.days.map((day) => weekdayName(day, i18n.language)).join(', ')
      : monthly ? monthDaysOf(monthly).map(monthDayName).join(', ')
      : t('maintenance.everyDay');
    return (
      <>
        <Text size="sm">{t('maintenance.weeklyAt', { days, start: clock.start, length: formatDuration(clock.durationMinutes * 60_000), zone: clock.timeZone })}</Text>
        {next && <Text size="xs" c="dimmed">{t('maintenance.next', { span: span(next.startsAt, next.endsAt) })}</Text>}
      </>
    );
  }
  return <Text size="sm">{startsAt && endsAt ? span(startsAt, endsAt) : null}</Text>;
}

import { Group, SegmentedControl, Select, Skeleton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { byUrgency, matchesFilter, useAlerts } from '../../api/alerts';
import { Failure, Notice } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { AlertingLinks } from '../../layout/AlertingLinks';
import { ALERT_STATES, changed, SEVERITIES, type AlertSearch, type Changes } from '../../lib/urlState';
import { AlertTable } from './AlertTable';
import { statesOf } from './alertStates';

const route = getRouteApi('/shell/alerts');

export function AlertsPage(): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const state = search.state ?? 'active';
  const alerts = useAlerts(state);
  const filter = (change: Changes<AlertSearch>): void => void navigate({ search: (previous) => changed(previous, change), replace: true });

  return (
    <>
      <PageHeader title={t('alerts.title')} lead={t('alerts.lead')} />
      <AlertingLinks />
      <Group mb="md" gap="sm">
        <SegmentedControl
          aria-label={t('alerts.state')}
          data={ALERT_STATES.map((value) => ({ value, label: t(`alerts.states.${value}`) }))}
          value={state}
          onChange={(value) => { filter({ state: value === 'active' ? undefined : ALERT_STATES.find((known) => known === value) }); }}
          style={{ maxWidth: '100%', overflowX: 'auto' }}
        />
        <Select
          w={150}
          clearable
          aria-label={t('alerts.severity')}
          placeholder={t('alerts.severity')}
          data={SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) }))}
          value={search.severity ?? null}
          onChange={(value) => { filter({ severity: SEVERITIES.find((known) => known === value) }); }}
        />
        <TextInput
          w={{ base: '100%', xs: 260 }}
          leftSection={<IconSearch size={16} />}
          placeholder={t('alerts.search')}
          aria-label={t('alerts.search')}
          value={search.q ?? ''}
          onChange={(event) => { filter({ q: event.currentTarget.value || undefined }); }}
        />
      </Group>
      <Panel flush>{content()}</Panel>
    </>
  );

  function content(): ReactElement {
    if (alerts.isError) return <Failure error={alerts.error} onRetry={() => void alerts.refetch()} />;
    if (alerts.isPending) return <Skeleton height={220} />;
    const shown = alerts.data
      .filter((alert) => matchesFilter(alert, { states: statesOf(state), severity: search.severity, text: search.q }))
      .sort(byUrgency);
    if (shown.length > 0) return <AlertTable alerts={shown} />;
    if (search.q !== undefined || search.severity !== undefined) {
      return <Notice title={t('noMatch.title')}>{t('noMatch.text')}</Notice>;
    }
    return (
      <Notice state="ok" title={t(`alerts.none.${state}`)}>
        {t('alerts.noneText')}
      </Notice>
    );
  }
}

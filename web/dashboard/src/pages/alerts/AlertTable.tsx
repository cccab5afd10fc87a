import { Anchor, Button, Text } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Suppression } from '../../api/alertGroups';
import { episodeKeyOf, messageOfAlert, type Alert } from '../../api/alerts';
import { stateOfAlert } from '../../components/alertState';
import { RoleGate } from '../../components/RoleGate';
import { StateBadge } from '../../components/StateBadge';
import type { Column, ListSource, Selection } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import type { Sort } from '../../components/table/sorting';
import { useAlertReading } from '../../components/useAlertReading';
import { useIfMay } from '../../components/useIfMay';
import { formatDateTime, formatDuration } from '../../lib/formatTime';
import { useNow } from '../../lib/useNow';
import { SEVERITIES } from '../../lib/urlState';
import { AcknowledgeButton } from './AcknowledgeButton';
import type { AlertGroup } from './alertGrouping';
import { AlertGroupHeading } from './AlertGroupHeading';
import { AlertStateText } from './AlertStateText';
import { SuppressionText } from './SuppressionText';

interface AlertTableProps {
  readonly source: ListSource;
  readonly alerts: readonly Alert[] | undefined;
  /** Null: without headings. */
  readonly group: ((alerts: readonly Alert[]) => readonly AlertGroup[]) | null;
  readonly suppressions: ReadonlyMap<string, Suppression>;
  readonly selection: Selection;
  readonly sort: Sort | null;
  readonly onSort: (sort: Sort | null) => void;
  readonly onAcknowledge: (alerts: readonly Alert[]) => void;
  readonly onSilence: (alerts: readonly Alert[]) => void;
  readonly empty: ReactNode;
}

/** An alert that is over may fire again: what is linked to is the time that is listed. */
function storyOf({ fingerprint, id, state }: Alert) {
  const search = state === 'resolved' && id !== undefined ? { episode: String(id) } : {};
  return { to: '/alerts/$fingerprint', params: { fingerprint }, search } as const;
}

export function AlertTable({ source, alerts, group, suppressions, selection, sort, onSort, onAcknowledge, onSilence, empty }: AlertTableProps): ReactElement {
  const { t } = useTranslation();
  const { textOf, valueOf } = useAlertReading(alerts ?? []);
  const navigate = useNavigate();
  const ifMay = useIfMay('operator');
  const columns: readonly Column<Alert>[] = [
    { key: 'severity', title: t('alerts.column.severity'), width: 110, cell: ({ severity }) => <StateBadge state={severity}>{t(`severity.${severity}`)}</StateBadge>, sortBy: ({ severity }) => SEVERITIES.indexOf(severity) },
    {
      key: 'alert',
      title: t('alerts.column.alert'),
      primary: true,
      sortBy: ({ name }) => name,
      cell: (alert) => (
        <>
          <Anchor fw={600} size="sm" renderRoot={(props) => <Link {...storyOf(alert)} {...props} />}>
            {alert.name}
          </Anchor>
          <Text size="sm" c="dimmed" lineClamp={2}>{messageOfAlert(alert)}</Text>
        </>
      ),
    },
    { key: 'reading', title: t('alerts.column.reading'), cell: (alert) => <Text size="sm">{textOf(alert)}</Text>, sortBy: valueOf },
    { key: 'since', title: t('alerts.column.since'), width: 100, align: 'right', cell: (alert) => <Lasting alert={alert} />, sortBy: ({ startsAt }) => startsAt },
    {
      key: 'state',
      title: t('alerts.column.state'),
      width: 160,
      sortBy: ({ state, acknowledgedBy }) => `${state} ${acknowledgedBy ?? ''}`,
      cell: (alert) => (
        <>
          <AlertStateText alert={alert} />
          {alert.acknowledgedBy !== null && alert.state === 'acknowledged' && <Text size="xs" c="dimmed" title={alert.note ?? undefined}>{alert.acknowledgedBy}</Text>}
          <SuppressionText suppression={suppressions.get(alert.fingerprint)} nameOf={(fingerprint) => alerts?.find((one) => one.fingerprint === fingerprint)?.name ?? fingerprint} />
        </>
      ),
    },
    { key: 'actions', title: t('actions'), silent: true, align: 'right', width: 130, cell: (alert) => <AcknowledgeButton alert={alert} compact /> },
  ];
  // What is ticked, where the row in question is; else the row alone.
  const meant = (alert: Alert): readonly Alert[] => (selection.keys.has(episodeKeyOf(alert)) ? (alerts ?? []).filter((one) => selection.keys.has(episodeKeyOf(one))) : [alert]);
  const acknowledge = (all: readonly Alert[]): void => {
    const firing = all.filter(({ state }) => state === 'firing');
    ifMay(() => {
      if (firing.length > 0) onAcknowledge(firing);
    });
  };
  return (
    <DataTable
      label={t('alerts.title')}
      source={source}
      rows={alerts}
      columns={columns}
      keyOf={episodeKeyOf}
      groupRows={
        group === null
          ? undefined
          : (rows) => group(rows).map((one) => ({ key: one.key, rows: one.alerts, heading: <AlertGroupHeading group={one} />, aside: <AcknowledgeAll alerts={one.alerts} onAcknowledge={acknowledge} /> }))
      }
      selection={selection}
      rowKeys={{
        Enter: (alert) => void navigate(storyOf(alert)),
        a: (alert) => { acknowledge(meant(alert)); },
        s: (alert) => { ifMay(() => { onSilence(meant(alert)); }); },
      }}
      pageWideKeys
      sort={sort}
      onSort={onSort}
      stateOf={stateOfAlert}
      empty={empty}
      minWidth={860}
      testId="alert-row"
    />
  );
}

/** For a group of which several fire. */
function AcknowledgeAll({ alerts, onAcknowledge }: { readonly alerts: readonly Alert[]; readonly onAcknowledge: (alerts: readonly Alert[]) => void }): ReactElement | null {
  const { t } = useTranslation();
  const count = alerts.filter(({ state }) => state === 'firing').length;
  if (count < 2) return null;
  return (
    <RoleGate needs="operator">
      <Button size="compact-xs" variant="default" onClick={() => { onAcknowledge(alerts); }}>
        {t('alert.acknowledgeAll')}
      </Button>
    </RoleGate>
  );
}

function Lasting({ alert: { startsAt, endsAt } }: { readonly alert: Alert }): ReactElement {
  const { i18n } = useTranslation();
  const now = useNow(10_000);
  return (
    <Text size="sm" title={formatDateTime(startsAt, i18n.language)}>
      {formatDuration((endsAt === null ? now : Date.parse(endsAt)) - Date.parse(startsAt))}
    </Text>
  );
}

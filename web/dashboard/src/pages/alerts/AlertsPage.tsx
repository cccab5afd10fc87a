import { getRouteApi } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useIncidents, useRouteGroups } from '../../api/alertGroups';
import { byUrgency, episodeKeyOf, useAlertPages, type Alert } from '../../api/alerts';
import { Notice, Remark } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { formatSort, parseSort } from '../../components/table/sorting';
import { matchersOfAll } from '../../lib/matchers';
import { changed, SINCE_MS, type AlertSearch, type Changes } from '../../lib/urlState';
import { SilenceForm } from '../silences/SilenceForm';
import { AcknowledgeForm } from './AcknowledgeForm';
import { filterAlerts, isAskedHere, levelTexts } from './alertFilter';
import { AlertFilters } from './AlertFilters';
import { groupByIncident, groupByRoute, suppressions, type AlertGroup } from './alertGrouping';
import { statesOf } from './alertStates';
import { AlertTable } from './AlertTable';
import { BulkBar } from './BulkBar';
import { MoreAlerts } from './MoreAlerts';

const route = getRouteApi('/shell/alerts');
const NONE: ReadonlySet<string> = new Set();

export function AlertsPage(): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const state = search.state ?? 'active';
  const source = useAlertPages(state, search.since === undefined ? undefined : SINCE_MS[search.since]);
  const alerts = source.data?.alerts;
  const incidents = useIncidents();
  const routes = useRouteGroups();
  const [ticked, setTicked] = useState(NONE);
  const [acknowledging, setAcknowledging] = useState<readonly Alert[]>([]);
  const [silencing, setSilencing] = useState<readonly Alert[]>([]);
  const filter = (change: Changes<AlertSearch>): void => void navigate({ search: (previous) => changed(previous, change), replace: true });

  const ofAllLevels = filterAlerts(alerts ?? [], { states: statesOf(state), rule: search.rule, owner: search.owner, text: search.q });
  const shown = [...ofAllLevels].filter(({ severity }) => search.severity === undefined || severity === search.severity).sort(byUrgency);
  const tickedAlerts = shown.filter((alert) => ticked.has(episodeKeyOf(alert)));
  const narrowed = [search.q, search.severity, search.rule, search.owner, search.since].some((part) => part !== undefined);
  const grouping = search.group ?? 'incident';
  const group =
    grouping === 'none'
      ? null
      : (rows: readonly Alert[]): readonly AlertGroup[] => (grouping === 'route' ? groupByRoute(rows, routes.data ?? []) : groupByIncident(rows, incidents.data ?? []));
  return (
    <>
      <PageHeader title={t('alerts.title')} lead={t('alerts.lead')} />
      <AlertFilters search={search} onChange={filter} alerts={alerts ?? []} counts={levelTexts(source.data, ofAllLevels, search)} />
      {source.data?.isCut && isAskedHere(search) && <Remark>{t('alerts.askedHere', { count: source.data.alerts.length })}</Remark>}
      <Panel flush>
        <AlertTable
          source={source}
          alerts={alerts && shown}
          group={group}
          suppressions={suppressions(routes.data ?? [])}
          selection={{ keys: ticked, onChange: setTicked, nameOf: (key) => shown.find((alert) => episodeKeyOf(alert) === key)?.name ?? '' }}
          sort={parseSort(search.sort)}
          onSort={(sort) => { filter({ sort: formatSort(sort) }); }}
          onAcknowledge={setAcknowledging}
          onSilence={setSilencing}
          empty={
            narrowed ? (
              <Notice title={t('noMatch.title')}>{t('noMatch.text')}</Notice>
            ) : (
              <Notice state="ok" title={t(`alerts.none.${state}`)}>{t('alerts.noneText')}</Notice>
            )
          }
        />
        {source.data?.isCut && <MoreAlerts count={source.data.alerts.length} source={source} />}
      </Panel>
      <BulkBar ticked={tickedAlerts} onAcknowledge={setAcknowledging} onSilence={setSilencing} onClear={() => { setTicked(NONE); }} />
      <AcknowledgeForm alerts={acknowledging} onClose={() => { setAcknowledging([]); }} onDone={() => { setTicked(NONE); }} />
      <SilenceForm matchers={matchersOfAll(silencing.map(({ labels }) => labels))} opened={silencing.length > 0} onClose={() => { setSilencing([]); }} />
    </>
  );
}

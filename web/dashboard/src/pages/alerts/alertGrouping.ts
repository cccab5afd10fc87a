import { byUrgency, type Alert, type Severity } from '../../api/alerts';
import type { Incident, RouteGroup, Suppression } from '../../api/alertGroups';
import type { Labels } from '../../api/prometheus';
import { groupBy } from '../../lib/groupBy';

/** Alerts that are shown together, and why. */
export interface AlertGroup {
  readonly key: string;
  /** Null for alerts without company. */
  readonly title: string | null;
  readonly labels: Labels;
  /** Of those shown, the worst. */
  readonly severity: Severity;
  /** Whoever is told of them together. */
  readonly receiver?: string;
  readonly alerts: readonly Alert[];
}

const ALONE = '';

/** One group for each trouble that has several alerts; the rest stand together at the end. */
export function groupByIncident(alerts: readonly Alert[], incidents: readonly Incident[]): readonly AlertGroup[] {
  const incidentOf = new Map(incidents.flatMap((incident) => (incident.alerts.length < 2 ? [] : incident.alerts.map((member) => [episodeKey(member), incident] as const))));
  const groups = groupBy(alerts, (alert) => incidentOf.get(episodeKey(alert)));
  return [...groups].map(([incident, members]) => ({
    key: incident?.id ?? ALONE,
    title: incident?.title ?? null,
    labels: incident?.shared ?? {},
    severity: worstOf(members),
    alerts: members,
  })).sort(aloneLast);
}

/** One group for each that is told together; an alert that takes two ways stands in the first. What is over is in none. */
export function groupByRoute(alerts: readonly Alert[], routes: readonly RouteGroup[]): readonly AlertGroup[] {
  const routeOf = new Map([...routes].reverse().flatMap((route) => route.alerts.map(({ fingerprint }) => [fingerprint, route] as const)));
  const groups = groupBy(alerts, (alert) => (alert.state === 'resolved' ? undefined : routeOf.get(alert.fingerprint)));
  return [...groups].map(([route, members]) => ({
    key: route === undefined ? ALONE : `${route.receiver.name} ${JSON.stringify(route.labels)}`,
    title: route === undefined ? null : titleOf(route.labels),
    labels: route?.labels ?? {},
    severity: worstOf(members),
    ...(route === undefined ? {} : { receiver: route.receiver.name }),
    alerts: members,
  })).sort(aloneLast);
}

/** What keeps each open alert from being told, by fingerprint. */
export function suppressions(routes: readonly RouteGroup[]): ReadonlyMap<string, Suppression> {
  return new Map(routes.flatMap(({ alerts }) => alerts.filter(({ status }) => status.state === 'suppressed').map(({ fingerprint, status }) => [fingerprint, status] as const)));
}

function episodeKey({ fingerprint, startsAt }: Pick<Alert, 'fingerprint' | 'startsAt'>): string {
  return `${fingerprint} ${String(Date.parse(startsAt))}`;
}

function titleOf(labels: Labels): string {
  return Object.values(labels).join(' · ');
}

function worstOf(alerts: readonly Alert[]): Severity {
  return [...alerts].sort(byUrgency)[0]?.severity ?? 'info';
}

function aloneLast(left: AlertGroup, right: AlertGroup): number {
  return Number(left.key === ALONE) - Number(right.key === ALONE);
}

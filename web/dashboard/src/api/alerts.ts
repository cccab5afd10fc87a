import { useInfiniteQuery, useMutation, useQuery, useQueryClient, type UseInfiniteQueryResult, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type { Unit } from '../lib/formatNumber';
import { unitOfExpression } from '../lib/formatNumber';
import type { Judgement } from './alertLife';
import { request } from './client';
import type { EscalationOutlook } from './escalation';
import { fillNulls } from './nulls';

export type AlertState = 'firing' | 'acknowledged' | 'resolved';
export type Severity = 'critical' | 'warning' | 'info';

/** A message about an alert, sent or tried. */
export interface Notification {
  readonly channel: string;
  readonly at: string;
  /** pending, sending, delivered, rejected or failed. */
  readonly status: string;
  /** Why it was sent. */
  readonly reason: string;
  readonly attempts?: number;
  /** What the channel said. */
  readonly outcome?: string | null;
  readonly path?: PathStamps;
}

/** When a message passed each part of the way; what is not known is left out. */
export interface PathStamps {
  /** The sample was taken. */
  readonly sampleAt?: string | null;
  /** Its rule fired, or ended. */
  readonly changedAt?: string | null;
  /** Alerting had the news. */
  readonly receivedAt?: string | null;
  /** It was decided to tell the channel. */
  readonly queuedAt: string;
  /** The channel took it. */
  readonly deliveredAt?: string | null;
}

/** Something that happened to an alert. */
export interface TimelineEntry {
  readonly at: string;
  /** For example fired, acknowledged, notified, resolved. */
  readonly kind: string;
  readonly text: string;
  /** A user or a channel. */
  readonly actor?: string | null;
}

/** How it stands between an alert and a channel: told, queued, due, silent, held, untold, failed or off. */
export interface ChannelStanding {
  readonly channel: string;
  readonly standing: string;
  /** Why. */
  readonly reason: string;
  /** When that changes by itself. */
  readonly until?: string | null;
  /** Why the last message of the group did not arrive. */
  readonly failure?: string | null;
}

/** A way the alert takes: the route, the group, and what becomes of it in each channel. */
export interface AlertGroup {
  readonly key: string;
  readonly route: string;
  /** Why the route takes it. */
  readonly matched: string;
  /** Alerts in the group; 0 once the alert has left it. */
  readonly members: number;
  readonly nextFlushAt?: string | null;
  readonly nextFlushReason?: string | null;
  readonly held?: { readonly stage: string; readonly reason: string } | null;
  readonly channels: readonly ChannelStanding[];
}

/** One time the alert fired. */
export interface Episode {
  readonly id: number;
  readonly startsAt: string;
  readonly endsAt?: string | null;
  readonly state: AlertState;
  readonly value: number;
}

/** An alert with everything that is known of it. */
export interface AlertStory {
  readonly alert: Alert;
  /** When the acknowledgement is taken back by itself. */
  readonly acknowledgedUntil?: string | null;
  /** What the episode was, once somebody has said. */
  readonly verdict?: Judgement | null;
  readonly timeline: readonly TimelineEntry[];
  readonly groups: readonly AlertGroup[];
  /** None where no policy is for the alert. */
  readonly escalation?: EscalationOutlook | null;
  readonly episodes: readonly Episode[];
}

export interface Alert {
  /** Of the episode. Not in what the WebSocket sends. */
  readonly id?: number;
  readonly fingerprint: string;
  readonly name: string;
  readonly severity: Severity;
  readonly state: AlertState;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly value: number | null;
  readonly threshold: number | null;
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: string | null;
  readonly note: string | null;
  readonly endReason?: string | null;
  readonly notifications?: readonly Notification[];
  /** Not in what the WebSocket sends. */
  readonly expression?: string | null;
}

/** What the page asks alerting for; text is searched on the page. Active is firing or acknowledged. */
export type AlertQueryState = AlertState | 'active' | 'all';

/** Alerting leaves out what is null, and writes `"NaN"` and `"Infinity"` as text, which JSON has no numbers for. */
export function toAlert(document: Alert): Alert {
  const alert = fillNulls(document, ['value', 'threshold', 'endsAt', 'acknowledgedBy', 'acknowledgedAt', 'note']);
  return { ...alert, value: toNumber(alert.value), threshold: toNumber(alert.threshold) };
}

function toNumber(value: number | string | null): number | null {
  return value === null ? null : Number(value);
}

const PER_PAGE = 500;

// All of them are read again with each change.
const MOST_PAGES = 10;

const keys = {
  all: ['alerts'] as const,
  list: (state: AlertQueryState) => ['alerts', 'list', state] as const,
  pages: (state: AlertQueryState, sinceMs: number | undefined) => ['alerts', 'pages', state, sinceMs] as const,
  one: (fingerprint: string, episode: string | undefined) => ['alerts', 'one', fingerprint, episode] as const,
};

export const alertKeys = keys;

/** The first of them, the worst on top. */
export function useAlerts(state: AlertQueryState): UseQueryResult<readonly Alert[]> {
  return useQuery({
    queryKey: keys.list(state),
    queryFn: async ({ signal }) => {
      const path = `/api/alerts?state=${state}&limit=${String(PER_PAGE)}`;
      return (await request<{ alerts: readonly Alert[] }>(path, { signal })).alerts.map(toAlert);
    },
    refetchInterval: 15_000,
  });
}

export interface AlertPages {
  readonly alerts: readonly Alert[];
  /** How many are open of each level, also of those that are not here. */
  readonly open: Readonly<Record<Severity, number>> | null;
  /** There are others, which are not here. */
  readonly isCut: boolean;
}

/** As many pages as were asked for, of what was open at some time since then. */
export function useAlertPages(state: AlertQueryState, sinceMs: number | undefined): UseInfiniteQueryResult<AlertPages> {
  return useInfiniteQuery({
    queryKey: keys.pages(state, sinceMs),
    queryFn: async ({ signal, pageParam }) => {
      const query = new URLSearchParams({ state, limit: String(PER_PAGE) });
      if (pageParam !== null) query.set('after', pageParam);
      if (sinceMs !== undefined) query.set('from', new Date(Date.now() - sinceMs).toISOString());
      const { alerts, next, counts } = await request<{ alerts: readonly Alert[]; next?: string | null; counts?: Readonly<Record<Severity, number>> }>(`/api/alerts?${query.toString()}`, { signal });
      return { alerts: alerts.map(toAlert), next: next ?? null, open: counts ?? null };
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }, pages) => (pages.length < MOST_PAGES ? next : null),
    select: ({ pages }) => ({ alerts: withoutRepeats(pages.flatMap(({ alerts }) => alerts)), isCut: (pages.at(-1)?.next ?? null) !== null, open: pages.at(-1)?.open ?? null }),
    refetchInterval: 15_000,
  });
}

/** What an alert is called among all episodes. */
export function episodeKeyOf({ fingerprint, startsAt }: Pick<Alert, 'fingerprint' | 'startsAt'>): string {
  return `${fingerprint} ${startsAt}`;
}

/** One that ended while the pages were read stands on two of them. */
function withoutRepeats(alerts: readonly Alert[]): readonly Alert[] {
  return [...new Map(alerts.map((alert) => [episodeKeyOf(alert), alert])).values()];
}

/** Of the newest episode, or of the one that is named. */
export function useAlertStory(fingerprint: string, episode: string | undefined): UseQueryResult<AlertStory> {
  return useQuery({
    queryKey: keys.one(fingerprint, episode),
    queryFn: async ({ signal }) => {
      const query = episode === undefined ? '' : `?episode=${encodeURIComponent(episode)}`;
      const story = await request<AlertStory>(`/api/alerts/${encodeURIComponent(fingerprint)}${query}`, { signal });
      return { ...story, alert: toAlert(story.alert) };
    },
    refetchInterval: 15_000,
  });
}

export interface Acknowledgement {
  readonly fingerprints: readonly string[];
  readonly note?: string;
  /** When it is taken back by itself. */
  readonly until?: string;
}

/** What came of one of the alerts that were to be acknowledged. */
export interface AcknowledgeResult {
  readonly fingerprint: string;
  readonly name?: string | null;
  readonly result: 'acknowledged' | 'resolved' | 'unknown';
}

// What the service takes in one request.
const MOST_ACKNOWLEDGED = 1_000;

/** Takes alerts on, and answers what came of each. */
export function useAcknowledge(): UseMutationResult<readonly AcknowledgeResult[], Error, Acknowledgement> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ fingerprints, ...rest }: Acknowledgement) => {
      const results: AcknowledgeResult[] = [];
      for (let at = 0; at < fingerprints.length; at += MOST_ACKNOWLEDGED) {
        const json = { fingerprints: fingerprints.slice(at, at + MOST_ACKNOWLEDGED), ...rest };
        results.push(...(await request<{ results: readonly AcknowledgeResult[] }>('/api/alerts/acknowledge', { method: 'POST', json })).results);
      }
      return results;
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.all }),
  });
}

export function useUnacknowledge(): UseMutationResult<unknown, Error, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (fingerprint: string) =>
      request(`/api/alerts/${encodeURIComponent(fingerprint)}/acknowledge`, { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.all }),
  });
}

const UNITS: Readonly<Record<string, Unit>> = {
  ms: 'ms',
  milliseconds: 'ms',
  s: 's',
  seconds: 's',
  bytes: 'bytes',
  percent: 'percent',
  '%': 'percent',
  ratio: 'ratio',
};

/** The unit a rule names in its annotation `unit`, else the one its expression suggests. */
export function unitOfAlert(alert: Pick<Alert, 'annotations' | 'expression'>): Unit {
  return UNITS[alert.annotations['unit'] ?? ''] ?? unitOfExpression(alert.expression ?? '');
}

/** The sentence a person reads: the rule's summary, else its description. */
export function messageOfAlert({ annotations }: Pick<Alert, 'annotations'>): string {
  return annotations['summary'] ?? annotations['description'] ?? '';
}

const RANKS: Readonly<Record<Severity, number>> = { critical: 0, warning: 1, info: 2 };
const STATE_RANKS: Readonly<Record<AlertState, number>> = { firing: 0, acknowledged: 1, resolved: 2 };

/** What needs a person first: firing before acknowledged before resolved, then severity, then the newest. */
export function byUrgency(left: Alert, right: Alert): number {
  return (
    STATE_RANKS[left.state] - STATE_RANKS[right.state] ||
    RANKS[left.severity] - RANKS[right.severity] ||
    Date.parse(right.startsAt) - Date.parse(left.startsAt)
  );
}

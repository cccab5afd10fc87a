import { DEFAULT_RANGE, type TimeRange } from './timeRange';

/** What stands behind the `?` of an address; every view can be linked to. */
export type Search = Readonly<Record<string, string | undefined>>;

/** Plain `a=b&c=d`, so that addresses stay readable and can be written by hand. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === 'string' && value !== '') parameters.set(name, value);
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

/** Leaves out what is unset, so that addresses carry only what differs from the default. */
function compact<Shape extends object>(search: { [Key in keyof Shape]: Shape[Key] | undefined }): Shape {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as Shape;
}

function text(search: Search, name: string): string | undefined {
  const value = search[name];
  return value === undefined || value === '' ? undefined : value;
}

function oneOf<Choice extends string>(search: Search, name: string, choices: readonly Choice[]): Choice | undefined {
  return choices.find((choice) => choice === search[name]);
}

/** What is to be different in an address; undefined takes a part away. */
export type Changes<Shape> = { [Key in keyof Shape]?: Shape[Key] | undefined };

export function changed<Shape extends object>(search: Shape, changes: Changes<Shape>): Shape {
  return compact<Shape>({ ...search, ...changes });
}

export interface RangeSearch {
  from?: string;
  to?: string;
  refresh?: RefreshInterval;
}

export const REFRESH_INTERVALS = ['off', '1s', '5s', '10s', '30s', '1m'] as const;
export type RefreshInterval = (typeof REFRESH_INTERVALS)[number];

export function parseRangeSearch(search: Search): RangeSearch {
  return compact<RangeSearch>({
    from: text(search, 'from'),
    to: text(search, 'to'),
    refresh: oneOf(search, 'refresh', REFRESH_INTERVALS),
  });
}

export function rangeOf(search: RangeSearch): TimeRange {
  return { from: search.from ?? DEFAULT_RANGE.from, to: search.to ?? DEFAULT_RANGE.to };
}

const REFRESH_MS: Readonly<Record<RefreshInterval, number | false>> = {
  off: false,
  '1s': 1_000,
  '5s': 5_000,
  '10s': 10_000,
  '30s': 30_000,
  '1m': 60_000,
};

export const DEFAULT_REFRESH: RefreshInterval = '10s';

export function refreshMs(search: RangeSearch): number | false {
  return REFRESH_MS[search.refresh ?? DEFAULT_REFRESH];
}

/** A rule in force that a new one begins as. */
export interface RuleCopySearch {
  copy?: string;
  file?: string;
  group?: string;
  severity?: string;
  /** Of a rule that was derived from another: `approaching`, `no_data`, `error`. */
  ruleState?: string;
}

export function parseRuleCopySearch(search: Search): RuleCopySearch {
  return compact<RuleCopySearch>({ copy: text(search, 'copy'), file: text(search, 'file'), group: text(search, 'group'), severity: text(search, 'severity'), ruleState: text(search, 'ruleState') });
}

export const ALERT_STATES = ['active', 'firing', 'acknowledged', 'resolved', 'all'] as const;
export const SEVERITIES = ['critical', 'warning', 'info'] as const;

const HOUR_MS = 3_600_000;

/** How far back a list reaches. */
export const SINCE_MS = { '1h': HOUR_MS, '24h': 24 * HOUR_MS, '7d': 168 * HOUR_MS, '30d': 720 * HOUR_MS } as const;
export const SINCES = Object.keys(SINCE_MS) as (keyof typeof SINCE_MS)[];

export const ALERT_GROUPINGS = ['incident', 'route', 'none'] as const;

export interface AlertSearch {
  state?: (typeof ALERT_STATES)[number];
  severity?: (typeof SEVERITIES)[number];
  /** Words, and conditions on labels such as `job=probe`. */
  q?: string;
  rule?: string;
  /** Whoever acknowledged; `-` for alerts that nobody has. */
  owner?: string;
  /** Only what was open at some time since then. */
  since?: keyof typeof SINCE_MS;
  group?: (typeof ALERT_GROUPINGS)[number];
  sort?: string;
}

export function parseAlertSearch(search: Search): AlertSearch {
  return compact<AlertSearch>({
    state: oneOf(search, 'state', ALERT_STATES),
    severity: oneOf(search, 'severity', SEVERITIES),
    q: text(search, 'q'),
    rule: text(search, 'rule'),
    owner: text(search, 'owner'),
    since: oneOf(search, 'since', SINCES),
    group: oneOf(search, 'group', ALERT_GROUPINGS),
    sort: text(search, 'sort'),
  });
}

export interface AlertStorySearch {
  /** The id of one time the alert fired; the newest without it. */
  episode?: string;
}

export function parseAlertStorySearch(search: Search): AlertStorySearch {
  return compact<AlertStorySearch>({ episode: text(search, 'episode') });
}

export const RULE_STATES = ['firing', 'pending', 'failing'] as const;

export interface RuleSearch {
  state?: (typeof RULE_STATES)[number];
  q?: string;
}

export function parseRuleSearch(search: Search): RuleSearch {
  return compact<RuleSearch>({ state: oneOf(search, 'state', RULE_STATES), q: text(search, 'q') });
}

export interface RoutingSearch {
  /** Labels of an alert whose way is asked for. */
  q?: string;
}

export function parseRoutingSearch(search: Search): RoutingSearch {
  return compact<RoutingSearch>({ q: text(search, 'q') });
}

export const SILENCE_STATES = ['current', 'active', 'pending', 'expired'] as const;

export interface SilenceSearch {
  state?: Exclude<(typeof SILENCE_STATES)[number], 'current'>;
  /** What a matcher, the comment or the author contains. */
  q?: string;
}

export function parseSilenceSearch(search: Search): SilenceSearch {
  return compact<SilenceSearch>({ state: oneOf(search, 'state', ['active', 'pending', 'expired']), q: text(search, 'q') });
}

export const MAINTENANCE_STATES = ['current', 'active', 'planned', 'over'] as const;

export interface MaintenanceSearch {
  state?: Exclude<(typeof MAINTENANCE_STATES)[number], 'current'>;
  /** What the name, a matcher or the author contains. */
  q?: string;
}

export function parseMaintenanceSearch(search: Search): MaintenanceSearch {
  return compact<MaintenanceSearch>({ state: oneOf(search, 'state', ['active', 'planned', 'over']), q: text(search, 'q') });
}

export interface ChannelSearch {
  channel?: string;
  status?: 'open' | 'delivered' | 'lost';
}

export function parseChannelSearch(search: Search): ChannelSearch {
  return compact<ChannelSearch>({ channel: text(search, 'channel'), status: oneOf(search, 'status', ['open', 'delivered', 'lost']) });
}

export const EXPLORE_VIEWS = ['chart', 'table'] as const;

export interface ExploreSearch extends RangeSearch {
  query?: string;
  view?: (typeof EXPLORE_VIEWS)[number];
  forecast?: 'on';
  anomalies?: 'on';
}

export function parseExploreSearch(search: Search): ExploreSearch {
  return {
    ...parseRangeSearch(search),
    ...compact<Omit<ExploreSearch, keyof RangeSearch>>({
      query: text(search, 'query'),
      view: oneOf(search, 'view', EXPLORE_VIEWS),
      forecast: oneOf(search, 'forecast', ['on']),
      anomalies: oneOf(search, 'anomalies', ['on']),
    }),
  };
}

export interface AnnotationSearch {
  from?: string;
  to?: string;
  kind?: string;
}

export function parseAnnotationSearch(search: Search): AnnotationSearch {
  return compact<AnnotationSearch>({ from: text(search, 'from'), to: text(search, 'to'), kind: text(search, 'kind') });
}

export const COMPARED = ['now', 'range', 'run'] as const;

export interface BaselineSearch {
  /** The baseline that is compared; the reference by default. */
  name?: string;
  version?: string;
  /** With what; the last minutes by default. */
  compared?: Exclude<(typeof COMPARED)[number], 'now'>;
  run?: string;
  from?: string;
  to?: string;
}

export function parseBaselineSearch(search: Search): BaselineSearch {
  return compact<BaselineSearch>({
    name: text(search, 'name'),
    version: text(search, 'version'),
    compared: oneOf(search, 'compared', ['range', 'run']),
    run: text(search, 'run'),
    from: text(search, 'from'),
    to: text(search, 'to'),
  });
}

export const ANOMALY_SPANS = ['1h', '6h', '24h', '7d', '30d'] as const;
export const ANOMALY_LEVELS = ['info', 'warning', 'critical'] as const;
export const CONFIDENCES = ['0.6', '0.7', '0.8', '0.9', '0.95'] as const;

export interface AnomalySearch {
  since?: (typeof ANOMALY_SPANS)[number];
  /** The least. */
  severity?: Exclude<(typeof ANOMALY_LEVELS)[number], 'info'>;
  /** What the watch, or a label as `name=value`, contains. */
  series?: string;
  detector?: string;
  /** The least probability. */
  confidence?: (typeof CONFIDENCES)[number];
}

export function parseAnomalySearch(search: Search): AnomalySearch {
  return compact<AnomalySearch>({
    since: oneOf(search, 'since', ANOMALY_SPANS),
    severity: oneOf(search, 'severity', ['warning', 'critical']),
    series: text(search, 'series'),
    detector: text(search, 'detector'),
    confidence: oneOf(search, 'confidence', CONFIDENCES),
  });
}

export const TARGET_STATES = ['up', 'down', 'paused'] as const;

export interface TargetSearch {
  state?: (typeof TARGET_STATES)[number];
  q?: string;
}

export function parseTargetSearch(search: Search): TargetSearch {
  return compact<TargetSearch>({ state: oneOf(search, 'state', TARGET_STATES), q: text(search, 'q') });
}

export const RUN_STATES = ['running', 'finished', 'stopped', 'interrupted'] as const;

export interface LoadTestSearch {
  state?: (typeof RUN_STATES)[number];
  q?: string;
}

export function parseLoadTestSearch(search: Search): LoadTestSearch {
  return compact<LoadTestSearch>({ state: oneOf(search, 'state', RUN_STATES), q: text(search, 'q') });
}

export const RUN_VIEWS = ['overview', 'details', 'summary'] as const;

export interface RunSearch {
  view?: Exclude<(typeof RUN_VIEWS)[number], 'overview'>;
  /** A part of the run; all of it without. */
  from?: string;
  to?: string;
}

export function parseRunSearch(search: Search): RunSearch {
  return compact<RunSearch>({ view: oneOf(search, 'view', ['details', 'summary']), from: text(search, 'from'), to: text(search, 'to') });
}

export interface RunComparisonSearch {
  /** Ids of the two runs. */
  before?: string;
  after?: string;
}

export function parseRunComparisonSearch(search: Search): RunComparisonSearch {
  return compact<RunComparisonSearch>({ before: text(search, 'before'), after: text(search, 'after') });
}

export interface OverviewSearch {
  /** How far back the charts reach; the last minute, live, without it. */
  window?: '24h';
}

export function parseOverviewSearch(search: Search): OverviewSearch {
  return compact<OverviewSearch>({ window: oneOf(search, 'window', ['24h']) });
}

export const OBJECTIVE_STATES = ['critical', 'increasing', 'recovering', 'acceptable', 'noData'] as const;

export interface ObjectiveSearch {
  state?: (typeof OBJECTIVE_STATES)[number];
  q?: string;
}

export function parseObjectiveSearch(search: Search): ObjectiveSearch {
  return compact<ObjectiveSearch>({ state: oneOf(search, 'state', OBJECTIVE_STATES), q: text(search, 'q') });
}

export interface RecommendationSearch {
  kind?: 'resources' | 'optimization' | 'bestPractice';
}

export function parseRecommendationSearch(search: Search): RecommendationSearch {
  return compact<RecommendationSearch>({ kind: oneOf(search, 'kind', ['resources', 'optimization', 'bestPractice']) });
}

export interface CapacitySearch {
  /** Only what is reached within the horizon, or already is. */
  reach?: 'soon';
  q?: string;
}

export function parseCapacitySearch(search: Search): CapacitySearch {
  return compact<CapacitySearch>({ reach: oneOf(search, 'reach', ['soon']), q: text(search, 'q') });
}

export const TREND_RANGES = ['24h', '7d', '30d', '90d', '365d'] as const;
export type TrendRange = (typeof TREND_RANGES)[number];

export interface TrendSearch {
  query?: string;
  range?: TrendRange;
  /** Whether more of it is better; less is, without it. */
  better?: 'higher';
}

export function parseTrendSearch(search: Search): TrendSearch {
  return compact<TrendSearch>({ query: text(search, 'query'), range: oneOf(search, 'range', TREND_RANGES), better: oneOf(search, 'better', ['higher']) });
}

export interface LoginSearch {
  redirect?: string;
}

/** Only a path inside the page is followed after login, never another site. */
export function parseLoginSearch(search: Search): LoginSearch {
  const redirect = text(search, 'redirect');
  return redirect !== undefined && /^\/(?![/\\])/.test(redirect) ? { redirect } : {};
}

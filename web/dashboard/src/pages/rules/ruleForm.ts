import type { Severity } from '../../api/alerts';
import type { Comparison, RuleConditions, RuleDraft, RuleExtensions } from '../../api/rules';
import { chartExpression, replaceThreshold } from '../alerts/chartExpression';
import { missingFields, shownFields } from './ruleFields';
import { readObject, toRuleFile } from './ruleFile';
import { fromSettings, NO_SETTINGS, toSettings, type RuleSettings } from './ruleSettings';

export const RULE_KINDS = ['threshold', 'anomaly', 'forecast', 'absent', 'burnRate', 'recording', 'document'] as const;
export type RuleFormKind = (typeof RULE_KINDS)[number];

export const DIRECTIONS = ['either', 'above', 'below'] as const;
export const PACES = ['page', 'ticket'] as const;

export interface RuleFormValues extends RuleSettings {
  readonly kind: RuleFormKind;
  /** Of the alert, or of the series that is recorded. */
  readonly name: string;
  /** What is looked at; unused by a burn rate. */
  readonly metric: string;
  readonly comparison: Comparison;
  /** Text until it is a number, as while a minus is typed. */
  readonly threshold: number | string;
  /** Where an alert that fires ends, empty: at the threshold itself; of an anomaly in percent. */
  readonly recovery: number | string;
  /** Of an anomaly, in percent. */
  readonly probability: number | string;
  readonly direction: (typeof DIRECTIONS)[number];
  /** How soon a forecast has to get there. */
  readonly within: string;
  /** How long a series has to be silent. */
  readonly silentFor: string;
  readonly objective: string;
  readonly pace: (typeof PACES)[number];
  readonly for: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly recommendation: string;
  readonly runbookUrl: string;
  readonly enabled: boolean;
  /** The fields of a rule file as JSON, for what the other kinds do not have. */
  readonly document: string;
}

export const NEW_RULE: RuleFormValues = {
  ...NO_SETTINGS,
  kind: 'threshold', name: '', metric: '', comparison: '>', threshold: '', recovery: '', probability: 80, direction: 'either', within: '6h', silentFor: '5m', objective: '', pace: 'page',
  for: '1m', severity: 'warning', summary: '', recommendation: '', runbookUrl: '', enabled: true, document: '',
};

export function toFormValues(draft: RuleDraft): RuleFormValues {
  const kind = kindOf(draft);
  const { anomaly, forecast, absent, burnRate } = draft;
  return {
    ...toSettings(draft, scaleOf(kind)),
    kind,
    name: draft.record ?? draft.name ?? '',
    metric: draft.metric ?? anomaly?.query ?? forecast?.query ?? absent?.query ?? '',
    comparison: draft.comparison ?? forecast?.comparison ?? '>',
    threshold: draft.threshold ?? forecast?.threshold ?? '',
    recovery: typeof draft.recoveryThreshold !== 'number' ? '' : kind === 'anomaly' ? toPercent(draft.recoveryThreshold) : draft.recoveryThreshold,
    probability: toPercent(anomaly?.probability ?? 0.8),
    direction: anomaly?.direction ?? 'either',
    within: forecast?.within ?? NEW_RULE.within,
    silentFor: absent?.for ?? NEW_RULE.silentFor,
    objective: burnRate?.objective ?? '',
    pace: burnRate?.severity ?? 'page',
    for: draft.for ?? '',
    severity: draft.severity ?? 'warning',
    summary: draft.summary ?? '',
    recommendation: draft.recommendation ?? '',
    runbookUrl: draft.runbookUrl ?? '',
    enabled: draft.enabled ?? true,
    document: kind === 'document' ? toDocument(draft) : '',
  };
}

/** A rule that holds more than its kind has fields for is shown with those of a rule file. */
function kindOf(draft: RuleDraft): RuleFormKind {
  const kind = shortKindOf(draft);
  const { comparison, recoveryThreshold, keepFiringWhile, approaching, noData, error } = draft;
  const shown = shownFields({ kind, comparison: comparison ?? '>' });
  const more = [
    typeof recoveryThreshold === 'number' && !shown.has('recovery'),
    keepFiringWhile && !shown.has('keepFiringWhile'),
    approaching && (approaching.threshold === undefined || !shown.has('approachingThreshold') || saysMore(approaching, ['threshold', 'recovery_threshold', 'for', 'severity'])),
    noData && (!shown.has('noData') || saysMore(noData, ['for', 'severity'])),
    error && saysMore(error, ['for', 'severity']),
  ];
  return more.some(Boolean) ? 'document' : kind;
}

function saysMore(extension: object, fields: readonly string[]): boolean {
  return Object.keys(extension).some((field) => !fields.includes(field));
}

function shortKindOf({ rule, record, anomaly, forecast, absent, burnRate }: RuleDraft): RuleFormKind {
  if (rule) return 'document';
  if (record) return 'recording';
  if (anomaly) return anomaly.query === undefined || anomaly.levels !== undefined ? 'document' : 'anomaly';
  if (forecast) return forecast.query === undefined ? 'document' : 'forecast';
  if (absent) return 'absent';
  if (burnRate) return burnRate.objective === undefined ? 'document' : 'burnRate';
  return 'threshold';
}

/** The thresholds of an anomaly are probabilities, which the form has in percent. */
function scaleOf(kind: RuleFormKind): number {
  return kind === 'anomaly' ? 100 : 1;
}

/** A rule as the fields of a rule file, to go on with what the form has no fields for. */
export function toDocument(draft: RuleDraft): string {
  return JSON.stringify(draft.rule ?? toRuleFile(draft), null, 2);
}

const CONDITIONS = ['anomaly', 'forecast', 'absent', 'burnRate'] as const;

/** What makes the rule fire, said in the short form or below `x-perfmonitor`. */
export function conditionOf(draft: RuleDraft): (typeof CONDITIONS)[number] | 'expression' {
  const extensions = extensionsOf(draft);
  return CONDITIONS.find((kind) => Boolean(draft[kind] ?? extensions[kind === 'burnRate' ? 'burn_rate' : kind])) ?? 'expression';
}

export function severityOf({ severity, rule }: RuleDraft): unknown {
  return severity ?? (rule as { readonly labels?: Readonly<Record<string, unknown>> } | null | undefined)?.labels?.['severity'];
}

function extensionsOf({ rule }: RuleDraft): Readonly<Record<string, unknown>> {
  return (rule as { readonly 'x-perfmonitor'?: Readonly<Record<string, unknown>> } | null | undefined)?.['x-perfmonitor'] ?? {};
}

/** What the draft looks at, where that can be drawn. */
export function subjectOf(draft: RuleDraft): string | null {
  const { metric, rule } = draft;
  if (metric) return metric;
  const kind = conditionOf(draft);
  if (kind !== 'expression') {
    const condition = (draft[kind] ?? extensionsOf(draft)[kind]) as { readonly query?: unknown } | undefined;
    return typeof condition?.query === 'string' && condition.query !== '' ? condition.query : null;
  }
  const expr = (rule as { readonly expr?: unknown } | null | undefined)?.expr;
  return typeof expr === 'string' ? chartExpression(expr).query : null;
}

/** Another threshold of a rule, as it was tried. */
export interface TestedThreshold {
  /** The rule that was tried. */
  readonly draft: RuleDraft;
  /** Its own threshold. */
  readonly before: number;
  readonly threshold: number;
  /** Its expression with the threshold, as the server writes it. */
  readonly expression: string;
}

/** The same rule with another threshold, also within the fields of a rule file; recovery and pre-warning keep their distance to it. */
export function withThreshold(values: RuleFormValues, tested: TestedThreshold): RuleFormValues {
  const { threshold } = tested;
  const rule = values.kind === 'document' ? (readObject(values.document) as RuleInFile | null) : null;
  if (rule === null) {
    const { recovery, approachingThreshold, approachingRecovery } = values;
    const move = (value: number | string): number | string => (typeof values.threshold === 'number' && typeof value === 'number' ? moved(value, threshold - values.threshold) : value);
    return { ...values, threshold, recovery: move(recovery), approachingThreshold: move(approachingThreshold), approachingRecovery: move(approachingRecovery) };
  }
  const change = typeof rule.expr === 'string' ? movedExpression(rule.expr, tested) : null;
  if (change === null) return values;
  return { ...values, document: JSON.stringify({ ...rule, expr: change.expr, ...movedExtensions(rule['x-perfmonitor'], change.distance) }, null, 2) };
}

/** As it is written where its end is the threshold; else as the server writes it, unless the rule is not the one any more that was tried. */
function movedExpression(expr: string, { draft, before, threshold, expression }: TestedThreshold): { readonly expr: string; readonly distance: number } | null {
  const own = chartExpression(expr).threshold;
  const written = replaceThreshold(expr, threshold);
  if (own !== null && written !== null) return { expr: written, distance: threshold - own };
  return (draft.rule as RuleInFile | null | undefined)?.expr === expr ? { expr: expression, distance: threshold - before } : null;
}

interface RuleInFile {
  readonly expr?: unknown;
  readonly 'x-perfmonitor'?: RuleExtensions;
}

function movedExtensions(extensions: RuleExtensions | undefined, distance: number): RuleInFile {
  if (extensions === undefined) return {};
  const { approaching } = extensions;
  return {
    'x-perfmonitor': {
      ...extensions,
      ...movedNumbers(extensions, ['recovery_threshold'], distance),
      // One that is an expression of its own stays as it is, with its end.
      ...(approaching?.threshold === undefined ? {} : { approaching: { ...approaching, ...movedNumbers(approaching, ['threshold', 'recovery_threshold'], distance) } }),
    },
  };
}

function movedNumbers<T extends object, K extends keyof T>(fields: T, names: readonly K[], distance: number): Partial<Record<K, number>> {
  return Object.fromEntries(names.flatMap((name) => (typeof fields[name] === 'number' ? [[name, moved(fields[name], distance)]] : []))) as Partial<Record<K, number>>;
}

// 0.8 - 0.9 is -0.09999999999999998.
function moved(value: number, distance: number): number {
  return Number((value + distance).toPrecision(12));
}

/** The rule as the server takes it, keeping of the one before what the form does not show; null while it cannot be sent. */
export function toDraft(values: RuleFormValues, before: RuleDraft = {}): RuleDraft | null {
  return missingFields(values).length > 0 ? null : completeDraft(values, before);
}

/** As `toDraft`, of values of which nothing is missing. */
export function completeDraft(values: RuleFormValues, before: RuleDraft = {}): RuleDraft {
  const { group, limit } = before;
  const kept = { ...(group ? { group } : {}), ...filled('interval', values.interval), ...(limit ? { limit } : {}), enabled: values.enabled };
  if (values.kind === 'document') return { ...kept, rule: readObject(values.document) };
  const shown = shownFields(values);
  const settings = fromSettings(values, (field) => shown.has(field), scaleOf(values.kind));
  if (values.kind === 'recording') return { ...kept, record: values.name.trim(), metric: values.metric.trim(), ...settings };
  return {
    ...kept,
    name: values.name.trim(),
    ...toCondition(values, before),
    ...toRecovery(values),
    severity: values.severity,
    ...filled('for', values.for),
    ...filled('summary', values.summary),
    ...filled('recommendation', values.recommendation),
    ...filled('runbookUrl', values.runbookUrl),
    ...settings,
  };
}

function toCondition(values: RuleFormValues, before: RuleDraft): RuleConditions {
  const query = values.metric.trim();
  const threshold = Number(values.threshold);
  switch (values.kind) {
    case 'burnRate':
      return { burnRate: { ...before.burnRate, objective: values.objective.trim(), severity: values.pace } };
    case 'anomaly':
      return { anomaly: { ...before.anomaly, query, probability: Number(values.probability) / 100, direction: values.direction } };
    case 'forecast':
      return { forecast: { ...before.forecast, query, comparison: values.comparison.startsWith('<') ? '<' : '>', threshold, within: values.within.trim() } };
    case 'absent':
      return { absent: { ...before.absent, query, ...filled('for', values.silentFor) } };
    default:
      return { metric: query, comparison: values.comparison, threshold };
  }
}

function toRecovery(values: RuleFormValues): Pick<RuleDraft, 'recoveryThreshold'> {
  if (typeof values.recovery !== 'number' || !shownFields(values).has('recovery')) return {};
  return { recoveryThreshold: values.kind === 'anomaly' ? values.recovery / 100 : values.recovery };
}

// 0.55 * 100 is 55.00000000000001.
function toPercent(ratio: number): number {
  return Number((ratio * 100).toPrecision(12));
}

function filled(name: string, text: string): Record<string, string> {
  return text.trim() === '' ? {} : { [name]: text.trim() };
}

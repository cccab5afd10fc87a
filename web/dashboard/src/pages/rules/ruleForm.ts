import type { Severity } from '../../api/alerts';
import type { Comparison, RuleConditions, RuleDraft } from '../../api/rules';
import { chartExpression, replaceThreshold } from '../alerts/chartExpression';
import { toRuleFile } from './ruleFile';

export const RULE_KINDS = ['threshold', 'anomaly', 'forecast', 'absent', 'burnRate', 'document'] as const;
export type RuleFormKind = (typeof RULE_KINDS)[number];

export const DIRECTIONS = ['either', 'above', 'below'] as const;
export const PACES = ['page', 'ticket'] as const;

export interface RuleFormValues {
  readonly kind: RuleFormKind;
  readonly name: string;
  /** What is looked at; unused by a burn rate. */
  readonly metric: string;
  readonly comparison: Comparison;
  /** Text until it is a number, as while a minus is typed. */
  readonly threshold: number | string;
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
  readonly enabled: boolean;
  /** The fields of a rule file as JSON, for what the other kinds do not have. */
  readonly document: string;
}

export const NEW_RULE: RuleFormValues = {
  kind: 'threshold', name: '', metric: '', comparison: '>', threshold: '', probability: 80, direction: 'either', within: '6h', silentFor: '5m', objective: '', pace: 'page',
  for: '1m', severity: 'warning', summary: '', recommendation: '', enabled: true, document: '',
};

export function toFormValues(draft: RuleDraft): RuleFormValues {
  const kind = kindOf(draft);
  const { anomaly, forecast, absent, burnRate } = draft;
  return {
    kind,
    name: draft.name ?? '',
    metric: draft.metric ?? anomaly?.query ?? forecast?.query ?? absent?.query ?? '',
    comparison: draft.comparison ?? forecast?.comparison ?? '>',
    threshold: draft.threshold ?? forecast?.threshold ?? '',
    probability: (anomaly?.probability ?? 0.8) * 100,
    direction: anomaly?.direction ?? 'either',
    within: forecast?.within ?? NEW_RULE.within,
    silentFor: absent?.for ?? NEW_RULE.silentFor,
    objective: burnRate?.objective ?? '',
    pace: burnRate?.severity ?? 'page',
    for: draft.for ?? '',
    severity: draft.severity ?? 'warning',
    summary: draft.summary ?? '',
    recommendation: draft.recommendation ?? '',
    enabled: draft.enabled ?? true,
    document: kind === 'document' ? toDocument(draft) : '',
  };
}

/** A rule that holds more than its kind has fields for is shown with those of a rule file. */
function kindOf({ rule, anomaly, forecast, absent, burnRate }: RuleDraft): RuleFormKind {
  if (rule) return 'document';
  if (anomaly) return anomaly.query === undefined || anomaly.levels !== undefined ? 'document' : 'anomaly';
  if (forecast) return forecast.query === undefined ? 'document' : 'forecast';
  if (absent) return 'absent';
  if (burnRate) return burnRate.objective === undefined ? 'document' : 'burnRate';
  return 'threshold';
}

/** A rule as the fields of a rule file, to go on with what the form has no fields for. */
export function toDocument(draft: RuleDraft): string {
  return JSON.stringify(draft.rule ?? toRuleFile(draft), null, 2);
}

/** What the draft looks at, and its threshold; null where it has none to try others for. */
export function subjectOf({ metric, threshold, rule }: RuleDraft): { readonly query: string; readonly threshold: number | null } | null {
  if (metric) return { query: metric, threshold: threshold ?? null };
  const expr = (rule as { readonly expr?: unknown } | null | undefined)?.expr;
  return typeof expr === 'string' ? chartExpression(expr) : null;
}

/** The same rule with another threshold, also within the fields of a rule file. */
export function withThreshold(values: RuleFormValues, threshold: number): RuleFormValues {
  const rule = values.kind === 'document' ? (readObject(values.document) as { readonly expr?: unknown } | null) : null;
  if (rule === null) return { ...values, threshold };
  const expr = typeof rule.expr === 'string' ? replaceThreshold(rule.expr, threshold) : null;
  return expr === null ? values : { ...values, document: JSON.stringify({ ...rule, expr }, null, 2) };
}

/** The rule as the server takes it, keeping of the one before what the form does not show; null while it cannot be sent. */
export function toDraft(values: RuleFormValues, before: RuleDraft = {}): RuleDraft | null {
  const kept = { ...(before.group ? { group: before.group } : {}), ...(before.interval ? { interval: before.interval } : {}), enabled: values.enabled };
  if (values.kind === 'document') {
    const rule = readObject(values.document);
    return rule === null ? null : { ...kept, rule };
  }
  const condition = values.name.trim() === '' ? null : toCondition(values, before);
  if (condition === null) return null;
  return {
    ...kept,
    name: values.name.trim(),
    ...condition,
    severity: values.severity,
    ...filled('for', values.for),
    ...filled('summary', values.summary),
    ...filled('recommendation', values.recommendation),
  };
}

function toCondition(values: RuleFormValues, before: RuleDraft): RuleConditions | null {
  const query = values.metric.trim();
  if (values.kind === 'burnRate') {
    const objective = values.objective.trim();
    return objective === '' ? null : { burnRate: { ...before.burnRate, objective, severity: values.pace } };
  }
  if (query === '') return null;
  switch (values.kind) {
    case 'anomaly':
      return typeof values.probability === 'number' ? { anomaly: { ...before.anomaly, query, probability: values.probability / 100, direction: values.direction } } : null;
    case 'forecast':
      return typeof values.threshold === 'number' && values.within.trim() !== ''
        ? { forecast: { ...before.forecast, query, comparison: values.comparison.startsWith('<') ? '<' : '>', threshold: values.threshold, within: values.within.trim() } }
        : null;
    case 'absent':
      return { absent: { ...before.absent, query, ...filled('for', values.silentFor) } };
    default:
      return typeof values.threshold === 'number' ? { metric: query, comparison: values.comparison, threshold: values.threshold } : null;
  }
}

function filled(name: string, text: string): Record<string, string> {
  return text.trim() === '' ? {} : { [name]: text.trim() };
}

function readObject(text: string): object | null {
  try {
    const document: unknown = JSON.parse(text);
    return typeof document === 'object' && document !== null && !Array.isArray(document) ? document : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

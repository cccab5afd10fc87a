import type { Severity } from '../../api/alerts';
import type { Comparison, RuleDraft } from '../../api/rules';

export interface RuleFormValues {
  readonly name: string;
  readonly metric: string;
  readonly comparison: Comparison;
  /** Text until it is a number, as while a minus is typed. */
  readonly threshold: number | string;
  readonly for: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly recommendation: string;
  readonly enabled: boolean;
  /** The fields of a rule file as JSON, where the rule has more than the plain ones; else null. */
  readonly document: string | null;
}

export const NEW_RULE: RuleFormValues = {
  name: '', metric: '', comparison: '>', threshold: '', for: '1m', severity: 'warning', summary: '', recommendation: '', enabled: true, document: null,
};

export function toFormValues(draft: RuleDraft): RuleFormValues {
  return {
    name: draft.name ?? '',
    metric: draft.metric ?? '',
    comparison: draft.comparison ?? '>',
    threshold: draft.threshold ?? '',
    for: draft.for ?? '',
    severity: draft.severity ?? 'warning',
    summary: draft.summary ?? '',
    recommendation: draft.recommendation ?? '',
    enabled: draft.enabled ?? true,
    document: draft.rule ? JSON.stringify(draft.rule, null, 2) : null,
  };
}

/** The rule as the server takes it, keeping of the one before what the form does not show; null while it cannot be sent. */
export function toDraft(values: RuleFormValues, before: RuleDraft = {}): RuleDraft | null {
  const kept = { ...(before.group ? { group: before.group } : {}), ...(before.interval ? { interval: before.interval } : {}) };
  if (values.document !== null) {
    const rule = readObject(values.document);
    return rule === null ? null : { ...kept, enabled: values.enabled, rule };
  }
  if (values.name.trim() === '' || values.metric.trim() === '' || typeof values.threshold !== 'number') return null;
  return {
    ...kept,
    enabled: values.enabled,
    name: values.name.trim(),
    metric: values.metric.trim(),
    comparison: values.comparison,
    threshold: values.threshold,
    severity: values.severity,
    ...filled('for', values.for),
    ...filled('summary', values.summary),
    ...filled('recommendation', values.recommendation),
  };
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

import type { RuleDraft } from '../../api/rules';

/** The fields of a rule file that say the same as the short form. */
export function toRuleFile(draft: RuleDraft): object {
  const { metric, comparison, threshold, anomaly, forecast, absent, burnRate, flapping, approaching, noData, error } = draft;
  if (draft.record) return without({ record: draft.record, expr: metric, labels: draft.labels });
  const extensions = without({
    anomaly, forecast, absent, burn_rate: burnRate, recovery_threshold: draft.recoveryThreshold, keep_firing_while: draft.keepFiringWhile, flapping, approaching, no_data: noData, error,
  });
  return without({
    alert: draft.name ?? '',
    expr: metric ? `${operand(metric)} ${comparison ?? '>'} ${String(threshold ?? 0)}` : undefined,
    for: draft.for,
    keep_firing_for: draft.keepFiringFor,
    labels: without({ ...draft.labels, severity: draft.severity }),
    annotations: without({ summary: draft.summary, recommendation: draft.recommendation, runbook_url: draft.runbookUrl }),
    'x-perfmonitor': Object.keys(extensions).length === 0 ? undefined : extensions,
  });
}

/** `a or b > 5` compares only the second. */
function operand(expression: string): string {
  return /^[\w:]+(\{[^{}]*\})?$/.test(expression.trim()) ? expression : `(${expression})`;
}

/** Leaves out what is not given. */
function without(fields: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== ''));
}

/** The object that a text of JSON is; null where it is none. */
export function readObject(text: string): object | null {
  try {
    const document: unknown = JSON.parse(text);
    return typeof document === 'object' && document !== null && !Array.isArray(document) ? document : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

import type { RuleDraft } from '../../api/rules';

/** The fields of a rule file that say the same as the short form. */
export function toRuleFile(draft: RuleDraft): object {
  const { metric, comparison, threshold, anomaly, forecast, absent, burnRate } = draft;
  const extensions = without({ anomaly, forecast, absent, burn_rate: burnRate });
  return without({
    alert: draft.name ?? '',
    expr: metric ? `${metric} ${comparison ?? '>'} ${String(threshold ?? 0)}` : undefined,
    for: draft.for,
    labels: without({ severity: draft.severity }),
    annotations: without({ summary: draft.summary, recommendation: draft.recommendation }),
    'x-perfmonitor': Object.keys(extensions).length === 0 ? undefined : extensions,
  });
}

/** Leaves out what is not given. */
function without(fields: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== ''));
}

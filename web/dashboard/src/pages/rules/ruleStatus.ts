import type { Rule, RuleGroup, RuleState } from '../../api/rules';
import type { RULE_STATES } from '../../lib/urlState';
import { holdWords } from '../../lib/words';
import type { State } from '../../components/StateIcon';

export type RuleFilter = 'all' | (typeof RULE_STATES)[number];

/** How a rule stands: a failed evaluation before anything it says. */
export function stateOfRule({ health, state, labels }: Rule): State {
  if (health === 'err') return 'critical';
  if (state === 'firing') return labels?.['severity'] === 'critical' ? 'critical' : labels?.['severity'] === 'info' ? 'info' : 'warning';
  if (state === 'pending') return 'info';
  return health === 'ok' ? 'ok' : 'unknown';
}

/** The same in a word. */
export function wordOfRule({ health, type, state }: Rule): RuleState | 'failing' | 'recording' {
  if (health === 'err') return 'failing';
  return type === 'recording' ? 'recording' : (state ?? 'inactive');
}

/** Groups with those of their rules that the filter and every word let through. */
export function filterGroups(groups: readonly RuleGroup[], filter: RuleFilter, text: string): readonly RuleGroup[] {
  const takes = (group: RuleGroup, rule: Rule): boolean => {
    if (filter === 'failing' ? rule.health !== 'err' : filter !== 'all' && rule.state !== filter) return false;
    return holdWords([group.name, rule.name, rule.query, ...Object.values(rule.labels ?? {})], text);
  };
  return groups.map((group) => ({ ...group, rules: group.rules.filter((rule) => takes(group, rule)) })).filter(({ rules }) => rules.length > 0);
}

import type { Rule, RuleDraft, RuleGroup } from '../../api/rules';
import type { RuleCopySearch } from '../../lib/urlState';

/** How a rule in force is named in the address of its copy. */
export function copySearchOf(group: RuleGroup, rule: Rule): RuleCopySearch {
  const { severity, rule_state: ruleState } = rule.labels ?? {};
  return { copy: rule.name, file: group.file, group: group.name, ...(severity === undefined ? {} : { severity }), ...(ruleState === undefined ? {} : { ruleState }) };
}

/** The rule in force that is meant; none where it is gone. */
export function findRule(groups: readonly RuleGroup[], { copy, file, group: name, severity, ruleState }: RuleCopySearch): Rule | undefined {
  return groups
    .filter((group) => group.file === file && (name === undefined || group.name === name))
    .flatMap(({ rules }) => rules)
    .find((rule) => rule.type === 'alerting' && rule.name === copy && rule.labels?.['severity'] === severity && rule.labels?.['rule_state'] === ruleState);
}

/** A rule of a file as one that can be tried and written here; switched off, for the one of the file stays in force. */
export function draftOf({ name, query, duration, keepFiringFor, labels = {}, annotations = {} }: Rule): RuleDraft {
  return {
    enabled: false,
    rule: { alert: name, expr: query, ...seconds('for', duration), ...seconds('keep_firing_for', keepFiringFor), labels, annotations },
  };
}

function seconds(field: string, value: number | undefined): object {
  return value === undefined || value === 0 ? {} : { [field]: `${String(Math.round(value * 1_000))}ms` };
}

import type { Rule, RuleDraft, RuleGroup } from '../../api/rules';
import type { RuleCopySearch } from '../../lib/urlState';

/** How a rule in force is named in the address of its copy. */
export function copySearchOf(group: RuleGroup, rule: Rule): RuleCopySearch {
  const { severity, rule_state: ruleState } = rule.labels ?? {};
  return { copy: rule.name, file: group.file, group: group.name, ...(severity === undefined ? {} : { severity }), ...(ruleState === undefined ? {} : { ruleState }) };
}

/** The rule in force that is meant, with its group; none where it is gone. */
export function findRule(groups: readonly RuleGroup[], { copy, file, group: name, severity, ruleState }: RuleCopySearch): { readonly group: RuleGroup; readonly rule: Rule } | undefined {
  return groups
    .filter((group) => group.file === file && (name === undefined || group.name === name))
    .flatMap((group) => group.rules.map((rule) => ({ group, rule })))
    .find(({ rule }) => rule.type === 'alerting' && rule.name === copy && rule.labels?.['severity'] === severity && rule.labels?.['rule_state'] === ruleState);
}

/** A rule of a file as one that can be tried and written here, in a group like its own; switched off, for the one of the file stays in force. */
export function draftOf({ name: groupName, ownInterval, limit }: RuleGroup, rule: Rule): RuleDraft {
  const { name, query, kind = 'expression', duration, keepFiringFor, labels = {}, annotations = {}, 'x-perfmonitor': extensions } = rule;
  return {
    enabled: false,
    group: groupName,
    ...seconds('interval', ownInterval),
    ...(limit ? { limit } : {}),
    rule: {
      alert: name,
      // A rule has one condition: that of a kind stands below its extensions.
      ...(kind !== 'expression' && extensions !== undefined ? {} : { expr: query }),
      ...seconds('for', duration),
      ...seconds('keep_firing_for', keepFiringFor),
      labels,
      annotations,
      ...(extensions === undefined ? {} : { 'x-perfmonitor': extensions }),
    },
  };
}

function seconds(field: string, value: number | undefined): object {
  return value === undefined || value === 0 ? {} : { [field]: `${String(Math.round(value * 1_000))}ms` };
}

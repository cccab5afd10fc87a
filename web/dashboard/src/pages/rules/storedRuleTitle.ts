import type { StoredRule } from '../../api/rules';

/** What a stored rule is called: by its name, also within the fields of a rule file, else by its group. */
export function storedRuleTitle({ id, draft }: StoredRule): string {
  const { alert, record } = (draft.rule ?? {}) as { readonly alert?: unknown; readonly record?: unknown };
  return [draft.name, draft.record, alert, record, draft.group].find((name): name is string => typeof name === 'string' && name !== '') ?? id;
}

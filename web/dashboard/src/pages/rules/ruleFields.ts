import { readObject } from './ruleFile';
import type { RuleFormKind, RuleFormValues } from './ruleForm';

type Field = keyof RuleFormValues;

const ALWAYS: readonly Field[] = ['name', 'for', 'severity', 'summary', 'recommendation', 'runbookUrl', 'enabled'];

const BY_KIND: Readonly<Record<Exclude<RuleFormKind, 'document'>, readonly Field[]>> = {
  threshold: ['metric', 'comparison', 'threshold'],
  anomaly: ['metric', 'probability', 'direction', 'recovery'],
  forecast: ['metric', 'comparison', 'threshold', 'within'],
  absent: ['metric', 'silentFor'],
  burnRate: ['objective', 'pace'],
};

/** The fields that the form has for a rule of this kind. */
export function shownFields({ kind, comparison }: Pick<RuleFormValues, 'kind' | 'comparison'>): ReadonlySet<string> {
  if (kind === 'document') return new Set<Field>(['document', 'enabled']);
  // Nothing is weaker than "equals", so there is no other value to recover at.
  const recovers = kind === 'threshold' && comparison !== '==' && comparison !== '!=';
  return new Set<Field>([...ALWAYS, ...BY_KIND[kind], ...(recovers ? (['recovery'] as const) : [])]);
}

/** What has to be filled in before the rule can be sent or tried. */
export function missingFields(values: RuleFormValues): readonly Field[] {
  const needed: readonly Field[] = values.kind === 'document' ? ['document'] : ['name', ...BY_KIND[values.kind]];
  return needed.filter((field) => isMissing(field, values));
}

function isMissing(field: Field, values: RuleFormValues): boolean {
  switch (field) {
    case 'document':
      return readObject(values.document) === null;
    case 'threshold':
    case 'probability':
      return typeof values[field] !== 'number';
    case 'name':
    case 'metric':
    case 'within':
    case 'objective':
      return values[field].trim() === '';
    default:
      return false;
  }
}

const CALLED_OTHERWISE: Readonly<Record<string, Field>> = {
  'anomaly.query': 'metric',
  'anomaly.probability': 'probability',
  'anomaly.direction': 'direction',
  'forecast.query': 'metric',
  'forecast.comparison': 'comparison',
  'forecast.threshold': 'threshold',
  'forecast.within': 'within',
  'absent.query': 'metric',
  'absent.for': 'silentFor',
  'burnRate.objective': 'objective',
  'burnRate.severity': 'pace',
  recoveryThreshold: 'recovery',
};

/** The form's field of what the server names. */
export function rulePath(path: string): string {
  return path === 'rule' || path.startsWith('rule.') ? 'document' : (CALLED_OTHERWISE[path] ?? path);
}

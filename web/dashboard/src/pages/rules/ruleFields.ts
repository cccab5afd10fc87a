import { areWrong } from './labelRows';
import { readObject } from './ruleFile';
import type { RuleFormKind, RuleFormValues } from './ruleForm';

type Field = keyof RuleFormValues;

const ALERT: readonly Field[] = ['name', 'for', 'severity', 'summary', 'recommendation', 'runbookUrl'];

const SETTINGS: readonly Field[] = ['labels', 'keepFiringFor', 'flapStarts', 'flapWithin', 'error', 'errorFor', 'errorSeverity'];
const NO_DATA: readonly Field[] = ['noData', 'noDataFor', 'noDataSeverity'];

/** What a weaker threshold makes: hysteresis and a pre-warning. */
const WEAKER: readonly Field[] = ['recovery', 'approachingThreshold', 'approachingRecovery', 'approachingFor', 'approachingSeverity'];

const BY_KIND: Readonly<Record<Exclude<RuleFormKind, 'document'>, readonly Field[]>> = {
  threshold: ['metric', 'comparison', 'threshold'],
  anomaly: ['metric', 'probability', 'direction'],
  forecast: ['metric', 'comparison', 'threshold', 'within'],
  absent: ['metric', 'silentFor'],
  burnRate: ['objective', 'pace'],
  recording: ['metric'],
};

/** The fields that the form has for a rule of this kind. */
export function shownFields({ kind, comparison }: Pick<RuleFormValues, 'kind' | 'comparison'>): ReadonlySet<string> {
  const always: readonly Field[] = ['interval', 'enabled'];
  if (kind === 'document') return new Set<Field>([...always, 'document']);
  if (kind === 'recording') return new Set<Field>([...always, ...BY_KIND.recording, 'name', 'labels']);
  // Nothing is weaker than "equals", so there is no other value to recover at.
  const hasWeaker = kind === 'anomaly' || (kind === 'threshold' && comparison !== '==' && comparison !== '!=');
  // Silence is missing data already, and a forecast that reaches nothing records nothing.
  const hasNoData = kind !== 'absent' && kind !== 'forecast';
  return new Set<Field>([...always, ...ALERT, ...BY_KIND[kind], ...SETTINGS, ...(hasNoData ? NO_DATA : []), ...(hasWeaker ? WEAKER : (['keepFiringWhile'] as const))]);
}

/** What has to be filled in before the rule can be sent or tried. */
export function missingFields(values: RuleFormValues): readonly Field[] {
  const needed: readonly Field[] = values.kind === 'document' ? ['document'] : ['name', ...BY_KIND[values.kind], 'labels'];
  return needed.filter((field) => isMissing(field, values));
}

function isMissing(field: Field, values: RuleFormValues): boolean {
  switch (field) {
    case 'document':
      return readObject(values.document) === null;
    case 'labels':
      return areWrong(values.labels);
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
  record: 'name',
  flapping: 'flapStarts',
  'flapping.starts': 'flapStarts',
  'flapping.within': 'flapWithin',
  approaching: 'approachingThreshold',
  'approaching.threshold': 'approachingThreshold',
  'approaching.recovery_threshold': 'approachingRecovery',
  'approaching.for': 'approachingFor',
  'approaching.severity': 'approachingSeverity',
  'noData.for': 'noDataFor',
  'noData.severity': 'noDataSeverity',
  'error.for': 'errorFor',
  'error.severity': 'errorSeverity',
};

/** The form's field of what the server names. */
export function rulePath(path: string): string {
  return path === 'rule' || path.startsWith('rule.') ? 'document' : (CALLED_OTHERWISE[path] ?? path);
}

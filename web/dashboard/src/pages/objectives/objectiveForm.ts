import type { ObjectiveComparison, ObjectiveDefinition } from '../../api/objectives';

export interface ObjectiveFormValues {
  readonly name: string;
  readonly description: string;
  /** Percent. */
  readonly target: number | string;
  readonly windowDays: number | string;
  readonly slotSeconds: '60' | '300';
  readonly kind: 'ratio' | 'threshold';
  readonly good: string;
  readonly total: string;
  readonly series: string;
  readonly comparison: ObjectiveComparison;
  readonly threshold: number | string;
}

export const EMPTY_OBJECTIVE: ObjectiveFormValues = {
  name: '',
  description: '',
  target: 99.9,
  windowDays: 30,
  slotSeconds: '60',
  kind: 'ratio',
  good: '',
  total: '',
  series: '',
  comparison: 'atMost',
  threshold: '',
};

export type ObjectiveProblem = 'nameForm' | 'targetRange' | 'windowRange' | 'queryMissing' | 'slotMissing' | 'thresholdMissing';

/** Stands for the slot in the queries of a ratio. */
export const SLOT_PLACE = '$window';

/** What is wrong with each field, as keys of its text; what only the service can tell, such as PromQL it cannot read, it answers itself. */
export function validateObjective(values: ObjectiveFormValues): Partial<Record<keyof ObjectiveFormValues, ObjectiveProblem>> {
  const target = numberOf(values.target);
  const days = numberOf(values.windowDays);
  const problems: Partial<Record<keyof ObjectiveFormValues, ObjectiveProblem>> = {};
  if (!/^[a-z0-9][a-z0-9._-]{0,63}$/.test(values.name)) problems.name = 'nameForm';
  if (!(target > 0 && target < 100)) problems.target = 'targetRange';
  if (!(days >= 1 && days <= 90)) problems.windowDays = 'windowRange';
  if (values.kind === 'ratio') {
    for (const field of ['good', 'total'] as const) {
      if (!values[field].includes(SLOT_PLACE)) problems[field] = values[field].trim() === '' ? 'queryMissing' : 'slotMissing';
    }
  } else {
    if (values.series.trim() === '') problems.series = 'queryMissing';
    if (Number.isNaN(numberOf(values.threshold))) problems.threshold = 'thresholdMissing';
  }
  return problems;
}

export function toDefinition(values: ObjectiveFormValues): ObjectiveDefinition {
  const description = values.description.trim();
  return {
    name: values.name,
    description: description === '' ? null : description,
    // 99.9 / 100 is 0.9990000000000001 in binary fractions.
    target: Number((numberOf(values.target) / 100).toPrecision(12)),
    windowDays: numberOf(values.windowDays),
    slotSeconds: Number(values.slotSeconds),
    ...(values.kind === 'ratio'
      ? { good: values.good.trim(), total: values.total.trim() }
      : { series: values.series.trim(), comparison: values.comparison, threshold: numberOf(values.threshold) }),
  };
}

export function toFormValues({ name, description, target, windowDays, slotSeconds, good, total, series, comparison, threshold }: ObjectiveDefinition): ObjectiveFormValues {
  return {
    name,
    description: description ?? '',
    target: Number((100 * target).toPrecision(12)),
    windowDays,
    slotSeconds: slotSeconds === 300 ? '300' : '60',
    kind: series === null || series === undefined ? 'ratio' : 'threshold',
    good: good ?? '',
    total: total ?? '',
    series: series ?? '',
    comparison: comparison ?? EMPTY_OBJECTIVE.comparison,
    threshold: threshold ?? '',
  };
}

/** Whether what has been counted is of no use to the changed objective, as the service decides it. */
export function countsAnew(before: ObjectiveDefinition, after: ObjectiveDefinition): boolean {
  const events = ({ slotSeconds, good, total, series, comparison, threshold }: ObjectiveDefinition): string =>
    JSON.stringify([slotSeconds, good ?? null, total ?? null, series ?? null, comparison ?? null, threshold ?? null]);
  return after.windowDays > before.windowDays || events(before) !== events(after);
}

function numberOf(value: number | string): number {
  return value === '' ? Number.NaN : Number(value);
}

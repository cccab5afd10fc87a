import type { Policy } from '../../api/escalation';
import { completeMatchers, matcherPath, type Matcher } from '../../lib/matchers';

export interface StepValues {
  readonly waitMinutes: number;
  readonly people: string[];
  readonly schedules: string[];
  readonly channels: string[];
  readonly over: string[];
}

export interface PolicyFormValues {
  readonly name: string;
  readonly matchers: readonly Matcher[];
  readonly steps: readonly StepValues[];
  readonly repeat: number;
}

export const EMPTY_STEP: StepValues = { waitMinutes: 5, people: [], schedules: [], channels: [], over: [] };

export function policyValues(policy: Policy | undefined): PolicyFormValues {
  if (policy === undefined) return { name: '', matchers: [], steps: [EMPTY_STEP], repeat: 0 };
  const { name, matchers, steps, repeat } = policy;
  return {
    name,
    matchers,
    repeat,
    steps: steps.map(({ waitSeconds, people, schedules, channels, over }) => ({
      // What was written over the API to the second stays so.
      waitMinutes: waitSeconds / 60,
      people: [...people],
      schedules: [...schedules],
      channels: [...channels],
      over: [...over],
    })),
  };
}

export type PolicyProblem = 'nameMissing' | 'nameTaken' | 'tellsNobody';

/** What is wrong with each field, as keys of its text. */
export function validatePolicy({ name, steps }: PolicyFormValues, taken: readonly string[]): Readonly<Record<string, PolicyProblem>> {
  const problems: Record<string, PolicyProblem> = {};
  if (name.trim() === '') problems['name'] = 'nameMissing';
  else if (taken.includes(name.trim())) problems['name'] = 'nameTaken';
  for (const [index, { people, schedules, channels }] of steps.entries()) {
    if (people.length + schedules.length + channels.length === 0) problems[`steps.${String(index)}.schedules`] = 'tellsNobody';
  }
  return problems;
}

/** The form's path of what alerting names. */
export function policyPath(path: string, { matchers }: PolicyFormValues): string {
  return matcherPath(path.replace(/\.waitSeconds$/, '.waitMinutes'), matchers);
}

export function toPolicy({ name, matchers, steps, repeat }: PolicyFormValues): Policy {
  return {
    name: name.trim(),
    matchers: completeMatchers(matchers),
    steps: steps.map(({ waitMinutes, ...whom }) => ({ waitSeconds: waitMinutes * 60, ...whom })),
    repeat,
  };
}

import type { Objective, ObjectiveState } from '../../api/objectives';
import type { State } from '../../components/StateIcon';

export const STATE_OF: Readonly<Record<ObjectiveState, State>> = {
  critical: 'critical',
  increasing: 'warning',
  recovering: 'info',
  acceptable: 'ok',
  noData: 'unknown',
};

/** Those of a state and with a word in the name or the description; the most pressing first, then the one with the least budget left. */
export function chooseObjectives(objectives: readonly Objective[], state: ObjectiveState | undefined, word: string): readonly Objective[] {
  const wanted = word.trim().toLowerCase();
  return objectives
    .filter((objective) => state === undefined || objective.state === state)
    .filter(({ definition: { name, description } }) => `${name} ${description ?? ''}`.toLowerCase().includes(wanted))
    .sort((left, right) => URGENCY.indexOf(left.state) - URGENCY.indexOf(right.state) || budgetOf(left) - budgetOf(right));
}

const URGENCY: readonly ObjectiveState[] = ['critical', 'increasing', 'recovering', 'acceptable', 'noData'];

function budgetOf({ budgetRemaining }: Objective): number {
  return budgetRemaining ?? Number.POSITIVE_INFINITY;
}

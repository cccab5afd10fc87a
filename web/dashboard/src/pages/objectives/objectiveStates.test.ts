import { describe, expect, it } from 'vitest';
import type { Objective, ObjectiveState } from '../../api/objectives';
import { chooseObjectives } from './objectiveStates';

function objective(name: string, state: ObjectiveState, budgetRemaining: number | null, description?: string): Objective {
  return {
    definition: { name, description: description ?? null, target: 0.99, windowDays: 30, slotSeconds: 60, series: 'up', comparison: 'atLeast', threshold: 1 },
    createdBy: 'ann', definedAt: '', countedUntil: '', query: 'up', state, budgetRemaining, burns: [], words: '',
  };
}

const all = [
  objective('quiet', 'acceptable', 0.9),
  objective('new', 'noData', null),
  objective('shop', 'acceptable', 0.2, 'Checkouts succeed'),
  objective('burning', 'critical', 0.95),
  objective('slow', 'increasing', -0.2),
];

describe('chooseObjectives', () => {
  it.each([
    [undefined, '', ['burning', 'slow', 'shop', 'quiet', 'new']],
    ['acceptable', '', ['shop', 'quiet']],
    [undefined, ' checkOUT ', ['shop']],
    ['critical', 'shop', []],
  ] as const)('of state %s with the word %j: %j', (state, word, names) => {
    expect(chooseObjectives(all, state, word).map(({ definition }) => definition.name)).toEqual(names);
  });
});

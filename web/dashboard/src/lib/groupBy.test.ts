import { expect, it } from 'vitest';
import { groupBy } from './groupBy';

it('puts rows of one key together, in the order they first come', () => {
  expect([...groupBy(['bear', 'ant', 'bee', 'ape'], ([first]) => first)]).toEqual([['b', ['bear', 'bee']], ['a', ['ant', 'ape']]]);
});

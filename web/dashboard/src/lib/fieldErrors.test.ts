import { describe, expect, it } from 'vitest';
import { placeErrors, toFormPath } from './fieldErrors';

describe('toFormPath', () => {
  it.each([
    ['name', 'name'],
    ['matchers[1].value', 'matchers.1.value'],
    ['steps[0].people[2]', 'steps.0.people.2'],
    ['ways["sms"]', 'ways.sms'],
    ['', ''],
  ])('of %s is %s', (field, path) => {
    expect(toFormPath(field)).toBe(path);
  });
});

describe('placeErrors', () => {
  const shown = new Set(['name', 'to', 'matchers', 'matchers.0.value', 'steps.0.over']);
  const place = (fields: Record<string, string[]>): object =>
    placeErrors(fields, (path) => shown.has(path), (path) => (path === 'endsAt' ? 'to' : path));

  it.each([
    ['beside its field', { name: ['It is empty.'] }, { name: 'It is empty.' }, []],
    ['beside a field of a row', { 'matchers[0].value': ['No expression.'] }, { 'matchers.0.value': 'No expression.' }, []],
    ['beside a field that the form calls otherwise', { endsAt: ['Too late.'] }, { to: 'Too late.' }, []],
    ['beside the field that holds it', { 'steps[0].over[2]': ['Unknown.'] }, { 'steps.0.over': 'Unknown.' }, []],
    ['together where several are of one field', { 'matchers[3].value': ['A.', 'B.'], matchers: ['C.'] }, { matchers: 'A. B. C.' }, []],
    ['at the end where no field is shown', { colour: ['Unknown.'], '': ['Too many.'] }, {}, ['colour: Unknown.', 'Too many.']],
  ])('puts a message %s', (_, fields, beside, rest) => {
    expect(place(fields as Record<string, string[]>)).toEqual({ beside, rest });
  });
});

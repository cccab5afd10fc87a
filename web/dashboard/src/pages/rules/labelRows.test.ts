import { describe, expect, it } from 'vitest';
import { areWrong, toLabelRows, toLabels } from './labelRows';

describe('labels in rows', () => {
  it('are the same labels again', () => {
    const labels = { team: 'shop', tier: '' };
    expect(toLabels(toLabelRows(labels))).toEqual(labels);
  });

  it('are trimmed, and empty rows are none', () => {
    expect(toLabels([{ name: ' team ', value: ' shop ' }, { name: '', value: '' }])).toEqual({ team: 'shop' });
  });

  it.each([
    [[], false],
    [[{ name: '', value: ' ' }], false],
    [[{ name: 'a', value: '' }], false],
    [[{ name: '', value: 'shop' }], true],
    [[{ name: 'a', value: '1' }, { name: 'a ', value: '2' }], true],
    [[{ name: 'severity', value: 'info' }], true],
  ])('%j are wrong: %s', (rows, wrong) => {
    expect(areWrong(rows)).toBe(wrong);
  });
});

import { describe, expect, it } from 'vitest';
import { allMatch, formatMatcher, matcher, matchersOfAll, parseMatchers, type LabelSet } from './matchers';

describe('parseMatchers', () => {
  it.each([
    ['{}', []],
    ['', []],
    ['{severity="critical",team=~"a|b"}', [matcher('severity', '=', 'critical'), matcher('team', '=~', 'a|b')]],
    ['severity=critical team!=a', [matcher('severity', '=', 'critical'), matcher('team', '!=', 'a')]],
    ['{path="C:\\\\x \\"y\\", z"}', [matcher('path', '=', 'C:\\x "y", z')]],
    ['job!~"load.*"', [matcher('job', '!~', 'load.*')]],
    ['{"http.route"="/pay","a \\"b\\""=~"x\\ny"}', [matcher('http.route', '=', '/pay'), matcher('a "b"', '=~', 'x\ny')]],
    ['severity', null],
    ['""="x"', null],
    ['a="b', null],
  ])('of %j', (text, expected) => {
    expect(parseMatchers(text)).toEqual(expected);
  });

  it.each(['path', 'http.route', 'a "b"'])('reads back what formatMatcher writes of %s', (name) => {
    const written = matcher(name, '!~', '\\d+ "x"');
    expect(parseMatchers(`{${formatMatcher(written)}}`)).toEqual([written]);
  });
});

describe('allMatch', () => {
  it.each([
    ['severity="critical"', { severity: 'critical' }, true],
    ['severity="critical"', { severity: 'critically' }, false],
    ['job=~"load.*"', { job: 'loadtest' }, true],
    ['job=~"load"', { job: 'loadtest' }, false],
    ['team!="a"', {}, true],
    ['team!~"a|b"', { team: 'b' }, false],
    ['team=""', {}, true],
    ['a="1",b="2"', { a: '1', b: '3' }, false],
    ['a=~"(?i)x("', { a: 'x' }, null],
    ['a=~"("  b="2"', { b: '3' }, false],
  ])('%s on %j: %s', (text, labels, expected) => {
    expect(allMatch(parseMatchers(text) ?? [], labels)).toBe(expected);
  });
});

describe('matchersOfAll', () => {
  it('keeps what the label sets share, and lets several values stand for one another', () => {
    expect(matchersOfAll([{ job: 'probe', target: 'a.b', only: 'x' }, { job: 'probe', target: 'c|d' }]).map(formatMatcher)).toEqual(['job="probe"', 'target=~"a\\\\.b|c\\\\|d"']);
  });

  it.each([[[]], [[{ a: '1' }]]])('of %j holds for each of them', (sets: readonly LabelSet[]) => {
    expect(sets.every((labels) => allMatch(matchersOfAll(sets), labels))).toBe(true);
  });
});

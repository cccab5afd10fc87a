import { describe, expect, it } from 'vitest';
import { allMatch, formatMatcher, matcher, parseMatchers } from './matchers';

describe('parseMatchers', () => {
  it.each([
    ['{}', []],
    ['', []],
    ['{severity="critical",team=~"a|b"}', [matcher('severity', '=', 'critical'), matcher('team', '=~', 'a|b')]],
    ['severity=critical team!=a', [matcher('severity', '=', 'critical'), matcher('team', '!=', 'a')]],
    ['{path="C:\\\\x \\"y\\", z"}', [matcher('path', '=', 'C:\\x "y", z')]],
    ['job!~"load.*"', [matcher('job', '!~', 'load.*')]],
    ['severity', null],
    ['a="b', null],
  ])('of %j', (text, expected) => {
    expect(parseMatchers(text)).toEqual(expected);
  });

  it('reads back what formatMatcher writes', () => {
    const written = matcher('path', '!~', '\\d+ "x"');
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

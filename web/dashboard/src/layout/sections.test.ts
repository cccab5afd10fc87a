import { describe, expect, it } from 'vitest';
import { currentPage, isWithin, pagesOf, SECTIONS } from './sections';

const alerts = SECTIONS.filter(({ to }) => to === '/alerts').flatMap(pagesOf);

describe('currentPage', () => {
  it.each([
    ['/alerts', 'openAlerts'],
    ['/alerts/a2', 'openAlerts'],
    ['/alerts/rules', 'rules'],
    ['/alerts/rules/new', 'rules'],
    ['/alertsx', undefined],
    ['/', undefined],
  ])('%s belongs to %s', (pathname, key) => {
    expect(currentPage(pathname, alerts)?.key).toBe(key);
  });
});

describe('isWithin', () => {
  it.each([
    ['/', '/', true],
    ['/targets', '/', false],
    ['/targets/t1', '/targets', true],
    ['/targetsx', '/targets', false],
  ])('%s is within %s: %s', (pathname, to, within) => {
    expect(isWithin(pathname, to)).toBe(within);
  });
});

import { describe, expect, it } from 'vitest';
import type { Route } from '../../api/routing';
import { channelsOf, takenRoutes } from './takenRoutes';

function route(id: string, matchers: string, changes: Partial<Route> = {}): Route {
  return {
    id, matchers, continue: false, groupBy: [], groupWaitSeconds: 0, groupIntervalSeconds: 0, repeatIntervalSeconds: 0,
    channels: [], muteTimes: [], activeTimes: [], cooldownSeconds: 0, warnings: [], routes: [], ...changes,
  };
}

const TREE = route('top', '{}', {
  routes: [
    route('load', '{job=~"load.*"}', { continue: true }),
    route('critical', '{severity="critical"}', { routes: [route('payments', '{team="payments"}')] }),
    route('late', '{severity="critical",job="loadtest"}'),
  ],
});

describe('takenRoutes', () => {
  it.each([
    [{}, ['top'], ['top']],
    [{ severity: 'critical' }, ['critical'], ['top', 'critical']],
    [{ severity: 'critical', team: 'payments' }, ['payments'], ['top', 'critical', 'payments']],
    [{ severity: 'critical', job: 'loadtest' }, ['load', 'critical'], ['top', 'load', 'critical']],
    [{ job: 'loadtest' }, ['load'], ['top', 'load']],
  ])('with %j ends at %j', (labels, ends, path) => {
    const way = takenRoutes(TREE, labels);
    expect([...way.ends]).toEqual(ends);
    expect([...way.path]).toEqual(path);
  });

  it('names the routes it cannot judge', () => {
    const broken = route('top', '{}', { routes: [route('odd', '{job=~"("}')] });
    expect([...takenRoutes(broken, { job: 'x' }).unknown]).toEqual(['odd']);
  });
});

describe('channelsOf', () => {
  it('names each channel of the ends once', () => {
    const tree = route('top', '{}', { channels: ['pager'], routes: [route('a', '{}', { continue: true, channels: ['email', 'slack'] }), route('b', '{}', { channels: ['slack', 'sms'] })] });
    expect(channelsOf(tree, takenRoutes(tree, {}))).toEqual(['email', 'slack', 'sms']);
  });
});

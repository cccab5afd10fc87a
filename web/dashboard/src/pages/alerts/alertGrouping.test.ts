import { describe, expect, it } from 'vitest';
import type { Incident, RouteGroup } from '../../api/alertGroups';
import type { Alert } from '../../api/alerts';
import { groupByIncident, groupByRoute, suppressions } from './alertGrouping';

function alert(fingerprint: string, changes: Partial<Alert> = {}): Alert {
  return {
    fingerprint, name: fingerprint, severity: 'warning', state: 'firing', labels: {}, annotations: {}, value: 1, threshold: null,
    startsAt: '2026-01-02T12:00:00Z', endsAt: null, acknowledgedBy: null, acknowledgedAt: null, note: null, ...changes,
  };
}

const brief = (groups: ReturnType<typeof groupByIncident>): unknown => groups.map(({ title, severity, alerts }) => [title, severity, alerts.map(({ fingerprint }) => fingerprint)]);
const member = (fingerprint: string, startsAt = '2026-01-02T12:00:00+00:00'): Incident['alerts'][number] => ({ fingerprint, name: fingerprint, state: 'firing', startsAt });
const active = { state: 'active', silencedBy: [], inhibitedBy: [], mutedBy: [] } as const;
const quiet = { state: 'suppressed', silencedBy: ['s1'], inhibitedBy: [], mutedBy: [] } as const;

// S2-111
describe('groupByIncident', () => {
  const incidents: readonly Incident[] = [
    { id: '1', title: 'a and 1 more on host-1', severity: 'critical', startsAt: '2026-01-02T12:00:00Z', shared: { instance: 'host-1' }, alerts: [member('a'), member('b')] },
    { id: '2', title: 'c', severity: 'warning', startsAt: '2026-01-02T12:00:00Z', shared: {}, alerts: [member('c')] },
  ];

  it('puts alerts of one trouble together and what is alone last', () => {
    expect(brief(groupByIncident([alert('c', { severity: 'critical' }), alert('a'), alert('b', { severity: 'critical' })], incidents))).toEqual([
      ['a and 1 more on host-1', 'critical', ['a', 'b']],
      [null, 'critical', ['c']],
    ]);
  });

  it('knows another episode of the same alert from this one', () => {
    expect(brief(groupByIncident([alert('a', { startsAt: '2026-01-01T12:00:00Z' }), alert('b')], incidents))).toEqual([
      ['a and 1 more on host-1', 'warning', ['b']],
      [null, 'warning', ['a']],
    ]);
  });
});

describe('groupByRoute', () => {
  const routes: readonly RouteGroup[] = [
    { labels: { alertname: 'CpuHigh' }, receiver: { name: 'email' }, alerts: [{ fingerprint: 'a', status: active }, { fingerprint: 'b', status: quiet }] },
    { labels: { alertname: 'CpuHigh' }, receiver: { name: 'slack' }, alerts: [{ fingerprint: 'b', status: quiet }] },
  ];

  it('puts alerts together that are told together, and what is over last', () => {
    expect(brief(groupByRoute([alert('d', { state: 'resolved' }), alert('b'), alert('a')], routes))).toEqual([
      ['CpuHigh', 'warning', ['b', 'a']],
      [null, 'warning', ['d']],
    ]);
  });

  it('finds what holds an alert back', () => {
    expect([...suppressions(routes)]).toEqual([['b', quiet]]);
  });
});

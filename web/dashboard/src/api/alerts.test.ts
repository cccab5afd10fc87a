import { describe, expect, it } from 'vitest';
import { byUrgency, toAlert, unitOfAlert, type Alert } from './alerts';

const alert: Alert = {
  fingerprint: '00000000000000aa',
  name: 'HostCpuHigh',
  severity: 'warning',
  state: 'firing',
  labels: { alertname: 'HostCpuHigh', instance: 'host-1' },
  annotations: { summary: 'CPU of host-1 is busy' },
  value: 0.97,
  threshold: 0.9,
  startsAt: '2026-01-02T12:00:00Z',
  endsAt: null,
  acknowledgedBy: null,
  acknowledgedAt: null,
  note: null,
};

describe('byUrgency', () => {
  it('puts what needs a person first', () => {
    const older: Alert = { ...alert, fingerprint: 'older', startsAt: '2026-01-02T11:00:00Z' };
    const critical: Alert = { ...alert, fingerprint: 'critical', severity: 'critical', startsAt: '2026-01-01T00:00:00Z' };
    const resolved: Alert = { ...critical, fingerprint: 'resolved', state: 'resolved' };
    const known: Alert = { ...critical, fingerprint: 'known', state: 'acknowledged' };

    const order = [resolved, known, older, alert, critical].sort(byUrgency).map(({ fingerprint }) => fingerprint);

    expect(order).toEqual(['critical', alert.fingerprint, 'older', 'known', 'resolved']);
  });
});

describe('toAlert', () => {
  it('fills in what is left out, and reads numbers that are written as text', () => {
    const document = Object.fromEntries(Object.entries({ ...alert, value: 'NaN' }).filter(([name]) => name !== 'threshold'));

    expect(toAlert(document as unknown as Alert)).toEqual({ ...alert, value: Number.NaN, threshold: null });
  });
});

describe('unitOfAlert', () => {
  it.each([
    [{ annotations: { unit: 'ms' } }, 'ms'],
    [{ annotations: {}, expression: 'host_cpu_utilization_ratio > 0.9' }, 'ratio'],
    [{ annotations: { unit: 'furlongs' }, expression: 'up == 0' }, 'none'],
    [{ annotations: {} }, 'none'],
  ])('of %j is %s', (source, unit) => {
    expect(unitOfAlert(source as Pick<Alert, 'annotations' | 'expression'>)).toBe(unit);
  });
});

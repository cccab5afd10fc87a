import { screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { describe, expect, it } from 'vitest';
import { answerRequests, renderPage } from '../../test/render';
import type { Alert } from '../api/alerts';
import { comparesEqual, useAlertReading, useOwnReading } from './useAlertReading';

const ALERT: Alert = {
  fingerprint: '00000000000000aa', name: 'ApiSlow', severity: 'warning', state: 'firing', labels: { alertname: 'ApiSlow' }, annotations: { unit: 'ms' }, value: 150, threshold: 100,
  startsAt: '2026-01-05T12:00:00Z', endsAt: null, acknowledgedBy: null, acknowledgedAt: null, note: null,
};
const VALUES = { status: 'success', data: { alerts: [{ fingerprint: ALERT.fingerprint, state: 'firing', value: '98.7' }] } };

function Own({ alert }: { readonly alert: Alert }): ReactElement {
  return <p>{useOwnReading(alert).textOf(alert)}</p>;
}

function Listed({ alert }: { readonly alert: Alert }): ReactElement {
  const { textOf, valueOf } = useAlertReading([alert]);
  return <p>{textOf(alert)} ({valueOf(alert)})</p>;
}

describe('what an alert reads', () => {
  it('is on its own page its present value beside the one at firing, and asks for it alone', async () => {
    const asked = answerRequests({ 'GET /api/v1/alerts?fingerprint=00000000000000aa': VALUES });
    renderPage(<Own alert={ALERT} />);

    expect(await screen.findByText('Current: 98.7ms | At firing: 150ms | Threshold: 100ms')).toBeDefined();
    expect(asked.map(({ path }) => path)).not.toContain('/api/v1/alerts');
  });

  it('is in a list its present value, of all in one request', async () => {
    answerRequests({ 'GET /api/v1/alerts': VALUES });
    renderPage(<Listed alert={ALERT} />);

    expect(await screen.findByText('Current: 98.7ms | Threshold: 100ms (98.7)')).toBeDefined();
  });

  it.each([
    ['nobody knows the present one', ALERT, {}],
    ['the alert is only kept firing', ALERT, { 'GET /api/v1/alerts': { data: { alerts: [{ ...VALUES.data.alerts[0], keepFiringSince: '2026-01-05T12:00:00Z' }] } } }],
    ['it is over', { ...ALERT, state: 'resolved' as const }, { 'GET /api/v1/alerts': VALUES }],
  ])('is called the one at firing where %s', async (_because, alert, answers) => {
    answerRequests(answers);
    renderPage(<Listed alert={alert} />);

    expect(await screen.findByText('At firing: 150ms | Threshold: 100ms (150)')).toBeDefined();
  });
});

describe('comparesEqual', () => {
  it.each([
    ['probe_success == 0', true],
    ['x != bool 1.5', true],
    ['x >= 0.9', false],
    ['x <= 1', false],
    ['up{job!="a"}', false],
    [null, false],
  ])('of %j: %s', (expression, expected) => {
    expect(comparesEqual(expression)).toBe(expected);
  });
});

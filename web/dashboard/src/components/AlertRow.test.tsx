import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { answerRequests, describedBy, renderPage } from '../../test/render';
import type { Alert } from '../api/alerts';
import { AlertRow } from './AlertRow';

const alert: Alert = {
  fingerprint: '00000000000000aa',
  name: 'ApiSlow',
  severity: 'warning',
  state: 'firing',
  labels: { alertname: 'ApiSlow' },
  annotations: { summary: 'The API answers slowly', unit: 'ms' },
  value: 98.7,
  threshold: 100,
  startsAt: new Date().toISOString(),
  endsAt: null,
  acknowledgedBy: null,
  acknowledgedAt: null,
  note: null,
};

describe('AlertRow', () => {
  it('says what, how much, and against which threshold', async () => {
    answerRequests({ 'GET /api/v1/alerts': { data: { alerts: [{ fingerprint: alert.fingerprint, state: 'firing', value: '98.7' }] } } });
    renderPage(<AlertRow alert={{ ...alert, value: 150 }} />);

    expect(await screen.findByText('Current: 98.7ms | Threshold: 100ms')).toBeDefined();
    expect(screen.getByText('The API answers slowly')).toBeDefined();
    expect(screen.getByRole('link', { name: 'ApiSlow' }).getAttribute('href')).toBe('/alerts/00000000000000aa');
  });

  it('acknowledges by click', async () => {
    const asked = answerRequests({ 'POST /api/alerts/acknowledge': { results: [] } });
    renderPage(<AlertRow alert={alert} />);

    await userEvent.click(await screen.findByRole('button', { name: 'Acknowledge ApiSlow' }));

    expect(asked.filter(({ method }) => method === 'POST')).toEqual([
      { method: 'POST', path: '/api/alerts/acknowledge', body: { fingerprints: ['00000000000000aa'] } },
    ]);
  });

  it('shows a viewer the button, but disabled and with the reason', async () => {
    answerRequests({});
    renderPage(<AlertRow alert={alert} />, { name: 'viet', role: 'viewer' });

    const button = await screen.findByRole('button', { name: 'Acknowledge ApiSlow' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(describedBy(button)).toBe('This needs the role operator. Ask an admin for it.');
  });

  it('names who has acknowledged, and offers no button then', async () => {
    answerRequests({});
    renderPage(<AlertRow alert={{ ...alert, state: 'acknowledged', acknowledgedBy: 'olga' }} />);

    expect(await screen.findByText('Acknowledged by olga')).toBeDefined();
    expect(screen.queryByRole('button')).toBeNull();
  });
});

import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { EmergencyAction } from '../../api/actions';
import { answerRequests, Refusal, renderPage } from '../../../test/render';
import { RunForm } from './RunForm';

const HALVE: EmergencyAction = { name: 'halve', kind: 'http', match: [], automatic: true, requiresApproval: true, dryRun: false, cooldownSeconds: 900, verified: true };

function alert(name: string): object {
  return { fingerprint: `f-${name}`, name, severity: 'critical', state: 'firing', labels: {}, annotations: {}, startsAt: '2026-03-02T12:00:00Z', value: 1 };
}

describe('RunForm', () => {
  it('asks under the same key again for the same alert, and under another for another', async () => {
    const asked = answerRequests({
      'GET /api/alerts?state=active&limit=500': { alerts: [alert('Var'), alert('Drawdown')] },
      'POST /api/actions/halve/run': new Refusal(503, { title: 'Away' }),
    });
    renderPage(<RunForm action={HALVE} onClose={() => undefined} />);
    const form = within(await screen.findByRole('dialog'));

    const choose = async (name: string): Promise<void> => {
      await userEvent.click(form.getByRole('combobox', { name: /alert/i }));
      await userEvent.click(await screen.findByRole('option', { name: new RegExp(`^${name}`) }));
    };
    const run = async (): Promise<void> => { await userEvent.click(await form.findByRole('button', { name: 'Run…' })); };

    await choose('Var');
    await run();
    await run();
    await choose('Drawdown');
    await run();

    const keys = asked.filter(({ method }) => method === 'POST').map(({ body }) => (body as { idempotencyKey: string }).idempotencyKey);
    expect([keys.length, keys[1] === keys[0], keys[2] === keys[0]]).toEqual([3, true, false]);
  });
});

import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { answerRequests, describedBy, Refusal, renderPage } from '../../../test/render';
import { RuleFormPage } from './RuleFormPage';

const CHECK = 'POST /api/v1/rules/check';

async function fill(): Promise<void> {
  await userEvent.type(await screen.findByRole('textbox', { name: 'Name' }), 'QueueLong');
  await userEvent.type(screen.getByRole('textbox', { name: /Metric/ }), 'queue_length');
  await userEvent.type(screen.getByRole('textbox', { name: /Threshold/ }), '100');
}

describe('RuleFormPage', () => {
  it('leads to the first field that is missing instead of sending', async () => {
    const asked = answerRequests({});
    renderPage(<RuleFormPage />);

    await userEvent.click(await screen.findByRole('button', { name: 'Save' }));

    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Name' }));
    expect(screen.getAllByText('Fill this in.')).toHaveLength(3);
    expect(asked.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('shows while it is written what the check says at its field, and the rest at the end', async () => {
    answerRequests({ [CHECK]: { errors: { recoveryThreshold: ['Not weaker.'], '': ['Too many rules.'] }, rules: [] } });
    renderPage(<RuleFormPage />);
    await fill();

    await screen.findByText('Not weaker.');
    expect(describedBy(screen.getByRole('textbox', { name: 'Recovers at' }))).toContain('Not weaker.');
    expect(screen.getByRole('alert').textContent).toBe('The rule would be refusedToo many rules.');
  });

  it('sends recovery and runbook, and leads to what the server refuses', async () => {
    const asked = answerRequests({ [CHECK]: { errors: {}, rules: [] }, 'POST /api/v1/rules': new Refusal(400, { detail: 'x', errors: { runbookUrl: ['No address.'] } }) });
    renderPage(<RuleFormPage />);
    await fill();
    await userEvent.type(screen.getByRole('textbox', { name: 'Recovers at' }), '80');
    await userEvent.type(screen.getByRole('textbox', { name: 'Runbook' }), 'wiki');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));

    await screen.findByText('No address.');
    await vi.waitFor(() => { expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Runbook' })); });
    expect(asked.find(({ path }) => path === '/api/v1/rules')?.body).toEqual({
      enabled: true, name: 'QueueLong', metric: 'queue_length', comparison: '>', threshold: 100, recoveryThreshold: 80, severity: 'warning', for: '1m', runbookUrl: 'wiki',
    });
  });

  it('keeps what most rules do without folded away, sends it, and opens where something of it is refused', async () => {
    const asked = answerRequests({ [CHECK]: { errors: {}, rules: [] }, 'POST /api/v1/rules': new Refusal(400, { detail: 'x', errors: { 'flapping.within': ['No duration.'] } }) });
    renderPage(<RuleFormPage />);
    await fill();
    const more = screen.getByRole('button', { name: 'More settings' });
    expect(more.getAttribute('aria-expanded')).toBe('false');
    await userEvent.click(more);
    await userEvent.click(screen.getByRole('button', { name: 'Add a label' }));
    await userEvent.type(screen.getByRole('textbox', { name: 'Label 1' }), 'team');
    await userEvent.type(screen.getByRole('textbox', { name: 'Value 1' }), 'shop');
    await userEvent.type(screen.getByRole('textbox', { name: 'Told as one from' }), '4');
    await userEvent.click(screen.getByRole('switch', { name: /no samples/ }));
    await userEvent.click(screen.getByRole('button', { name: 'More settings, 3 in use' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));

    expect(describedBy(await screen.findByRole('textbox', { name: 'Within' }))).toContain('No duration.');
    expect(screen.getByRole('button', { name: 'More settings, 3 in use' }).getAttribute('aria-expanded')).toBe('true');
    expect(asked.find(({ path }) => path === '/api/v1/rules')?.body).toEqual({
      enabled: true, name: 'QueueLong', metric: 'queue_length', comparison: '>', threshold: 100, severity: 'warning', for: '1m',
      labels: { team: 'shop' }, flapping: { starts: 4, within: '30m' }, noData: { for: '5m' },
    });
  });
});

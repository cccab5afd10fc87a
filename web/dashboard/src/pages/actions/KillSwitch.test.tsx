import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { answerRequests, renderPage } from '../../../test/render';
import { ActionsPage } from './ActionsPage';

describe('KillSwitch', () => {
  // The page hears that they are stopped before the request for it is over, which waits for the runs.
  it('closes its form once actions are stopped, and leaves it closed when they go on', async () => {
    let stopped: string | null = null;
    let tellRuns: () => void = () => undefined;
    const runs = new Promise((resolve) => { tellRuns = () => { resolve({ runs: [] }); }; });
    const asked = answerRequests({
      get 'GET /api/actions'() { return { stopped, actions: [] }; },
      get 'GET /api/actions/runs'() { return stopped === null ? { runs: [] } : runs; },
      get 'POST /api/actions/stop'() { stopped = 'olga: drill'; return null; },
      get 'POST /api/actions/resume'() { stopped = null; return null; },
    });
    renderPage(<ActionsPage />, { name: 'olga', role: 'admin' });

    await userEvent.click(await screen.findByRole('button', { name: 'Stop all actions' }));
    const form = within(await screen.findByRole('dialog'));
    await userEvent.type(form.getByLabelText(/Why/), 'drill');
    await userEvent.click(form.getByRole('button', { name: 'Stop all actions' }));
    await screen.findByText('olga: drill');
    tellRuns();
    await waitFor(() => { expect(screen.queryByRole('dialog')).toBeNull(); });
    await userEvent.click(screen.getByRole('button', { name: 'Let actions go on' }));
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Let actions go on' }));

    await screen.findByRole('button', { name: 'Stop all actions' });
    await waitFor(() => { expect(screen.queryByRole('dialog')).toBeNull(); });
    expect(asked.filter(({ method }) => method === 'POST').map(({ path }) => path)).toEqual(['/api/actions/stop', '/api/actions/resume']);
  });
});

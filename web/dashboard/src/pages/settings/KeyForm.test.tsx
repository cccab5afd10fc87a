import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { answerRequests, renderPage } from '../../../test/render';
import { KeyForm } from './KeyForm';

describe('KeyForm', () => {
  it('asks for a name first', async () => {
    const asked = answerRequests({});
    renderPage(<KeyForm opened onClose={vi.fn()} />);

    await userEvent.click(await screen.findByRole('button', { name: 'Create key' }));

    expect(screen.getByText('Give the key a name.')).toBeDefined();
    expect(asked.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('shows the key once it is made', async () => {
    const asked = answerRequests({ 'POST /api/api-keys': { key: { id: 'k1' }, secret: 'pm_secret' } });
    renderPage(<KeyForm opened onClose={vi.fn()} />);

    await userEvent.type(await screen.findByRole('textbox', { name: /Name/ }), 'CI');
    await userEvent.click(screen.getByRole('button', { name: 'Create key' }));

    expect((await screen.findByTestId('new-key')).textContent).toBe('pm_secret');
    expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({ name: 'CI', role: 'operator', scope: 'ingest' });
  });
});

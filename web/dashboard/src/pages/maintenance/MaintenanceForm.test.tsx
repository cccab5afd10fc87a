import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { answerRequests, describedBy, Refusal, renderPage } from '../../../test/render';
import type { Maintenance } from '../../api/maintenance';
import { MaintenanceForm } from './MaintenanceForm';

const WINDOW: Maintenance = { id: 'm', createdBy: 'anna', name: 'backup', matchers: [], weekly: { days: ['monday'], start: '04:30', durationMinutes: 45, timeZone: 'Europe/Berlin' } };

describe('MaintenanceForm', () => {
  it('shows what the server says of the weekly time at its field and leads to the first', async () => {
    answerRequests({ 'PUT /api/maintenance/m': new Refusal(400, { errors: { 'weekly.durationMinutes': ['Longer than a week.'], 'weekly.days': ['Not one.'] } }) });
    renderPage(<MaintenanceForm window={WINDOW} opened onClose={vi.fn()} />);

    await userEvent.click(await screen.findByRole('button', { name: 'Save' }));

    await screen.findByText('Not one.');
    expect(describedBy(screen.getByRole('textbox', { name: /Length|Duration/ }))).toBe('Longer than a week.');
    await vi.waitFor(() => { expect(screen.getByRole('group', { name: /days/i }).contains(document.activeElement)).toBe(true); });
  });

  it('shows the days of a monthly window by name and sends them back', async () => {
    const asked = answerRequests({ 'PUT /api/maintenance/m': WINDOW });
    const monthly = { dates: [15, -1], weekdays: [{ week: 2, day: 'tuesday' as const }], start: '04:30', durationMinutes: 45, timeZone: 'Europe/Berlin' };
    renderPage(<MaintenanceForm window={{ ...WINDOW, weekly: null, monthly }} opened onClose={vi.fn()} />);

    for (const name of ['Day 15', 'Last day', 'Tue, the 2. of the month']) expect((await screen.findAllByText(name)).length).toBeGreaterThan(0);
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));

    await vi.waitFor(() => { expect(asked.find(({ method }) => method === 'PUT')?.body).toEqual({ name: 'backup', matchers: [], monthly }); });
  });
});

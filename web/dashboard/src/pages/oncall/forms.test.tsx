import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { answerRequests, describedBy, Refusal, renderPage } from '../../../test/render';
import { PersonForm } from './PersonForm';
import { PolicyForm } from './PolicyForm';
import { ScheduleForm } from './ScheduleForm';
import { StandInForm } from './StandInForm';

async function save(form: ReactElement, path: string, errors: Record<string, string[]>, button = 'Save'): Promise<void> {
  answerRequests({ [path]: new Refusal(400, { errors }) });
  renderPage(form);
  await userEvent.click(await screen.findByRole('button', { name: button }));
}

const step = { waitSeconds: 60, people: ['anna'], schedules: [], channels: [], over: [] };
const rotation = { people: ['anna'], startsOn: '2026-03-02', handOff: '09:00:00', days: 7 };
const shared = { opened: true, onClose: vi.fn(), escalation: undefined };

describe('the forms of on call', () => {
  it('show a step of a policy what is wrong with it, and with its wait', async () => {
    await save(
      <PolicyForm policy={{ name: 'night', matchers: [], steps: [step, step], repeat: 0 }} {...shared} />,
      'PUT /api/escalation/policies/night',
      { 'steps[1].waitSeconds': ['Longer than a week.'], 'steps[1]': ['It tells nobody.'] },
    );

    const second = within(await screen.findByRole('group', { name: 'Step 2' }));
    expect(await second.findByText('It tells nobody.')).toBeDefined();
    expect(describedBy(second.getByRole('textbox', { name: /Wait|After/ }))).toContain('Longer than a week.');
  });

  it('show a rotation of a schedule what is wrong with it', async () => {
    await save(
      <ScheduleForm schedule={{ name: 'web', timeZone: 'Europe/Berlin', rotations: [rotation] }} {...shared} />,
      'PUT /api/escalation/schedules/web',
      { 'rotations[0].onlyOn[0]': ['No day of the week.'], 'rotations[0].people': ['Too many.'] },
    );

    const first = within(await screen.findByRole('group', { name: 'Rotation 1' }));
    expect(await first.findByText('No day of the week.')).toBeDefined();
    expect(first.getByText('Too many.')).toBeDefined();
  });

  it('show the way of a person what is wrong with its channel', async () => {
    await save(
      <PersonForm person={{ name: 'anna', ways: { mail: 'email', sms: 'sms-anna' } }} {...shared} />,
      'PUT /api/escalation/people/anna',
      { 'ways.sms': ['No such channel.'] },
    );

    const channel = screen.getByRole('combobox', { name: /channel.*2/i });
    await vi.waitFor(() => { expect(describedBy(channel)).toBe('No such channel.'); });
    expect(document.activeElement).toBe(channel);
  });

  it('show a stand-in its end, and at the end what the schedule has against it', async () => {
    await save(
      <StandInForm schedule="web" everybody={['olga']} opened onClose={vi.fn()} />,
      'POST /api/escalation/overrides',
      { endsAt: ['Over already.'], schedule: ['It is gone.'] },
      'Stand in',
    );

    expect(await screen.findByText('Over already.')).toBeDefined();
    expect((await screen.findByRole('alert')).textContent).toContain('schedule: It is gone.');
  });
});

import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { answerRequests, describedBy, Refusal, renderPage } from '../../../test/render';
import { matcher } from '../../lib/matchers';
import { SilenceForm } from './SilenceForm';

const ROWS = [matcher('', '=', ''), matcher('job', '=', 'db'), matcher('instance', '=~', '(')];

async function send(errors: Record<string, string[]>, matchers = ROWS): Promise<ReturnType<typeof answerRequests>> {
  const asked = answerRequests({ 'POST /api/silences': new Refusal(400, { title: 'Invalid silence', errors }) });
  renderPage(<SilenceForm matchers={matchers} opened onClose={vi.fn()} />);
  await userEvent.type(await screen.findByRole('textbox', { name: /Comment/ }), 'deploy');
  await userEvent.click(screen.getByRole('button', { name: 'Create silence' }));
  return asked;
}

describe('SilenceForm', () => {
  it('shows what the server says at the row it is of, though rows that are not finished were not sent', async () => {
    await send({ 'matchers[1].value': ['No regular expression.'], comment: ['Too long.'] });

    const value = await screen.findByRole('combobox', { name: 'Value 3' });
    await vi.waitFor(() => { expect(describedBy(value)).toBe('No regular expression.'); });
    expect(document.activeElement).toBe(value);
    expect(screen.getByText('Too long.')).toBeDefined();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says at the end what is of no field, and leaves the rest beside its field', async () => {
    await send({ createdBy: ['Nobody.'], endsAt: ['Too late.'] });

    expect((await screen.findByRole('alert')).textContent).toContain('createdBy: Nobody.');
    expect(screen.getByText('Too late.')).toBeDefined();
  });

  it('forgets what was said of rows as soon as one changes', async () => {
    await send({ 'matchers[1].value': ['No regular expression.'] });
    await screen.findByText('No regular expression.');

    await userEvent.click(screen.getByRole('button', { name: 'Remove matcher 1' }));

    expect(screen.queryByText('No regular expression.')).toBeNull();
  });

  it('sends nothing while a row has a value and no name, and leads there', async () => {
    const asked = await send({}, [matcher('job', '=', 'db'), matcher('', '=', 'web-1')]);

    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Label 2' }));
    expect(screen.getByText('Name the label, or remove the row.')).toBeDefined();
    expect(asked.filter(({ path }) => path === '/api/silences')).toEqual([]);
  });
});

import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { answerRequests, renderPage } from '../../../test/render';
import { BackupSection } from './BackupSection';

const PLAN = {
  dryRun: true,
  parts: [
    {
      part: 'ingestion',
      unchanged: 4,
      kept: 1,
      changes: [
        { kind: 'targets', id: 't1', label: 'shop', outcome: 'created', note: 'enter it again' },
        { kind: 'targets', id: 't2', label: 'self', outcome: 'refused', note: 'it is the system itself' },
      ],
    },
  ],
};

async function preview(): Promise<void> {
  await screen.findByText('Choose a file');
  const input = document.querySelector('input[type=file]');
  if (!(input instanceof HTMLInputElement)) throw new Error('There is no field for a file.');
  await userEvent.upload(input, new File(['{}'], 'backup.json', { type: 'application/json' }));
  await userEvent.click(screen.getByRole('button', { name: 'Show what would change' }));
}

// S2-115
describe('BackupSection', () => {
  it('restores only what was previewed, and asks before', async () => {
    const asked = answerRequests({
      'POST /api/v1/configuration?dryRun=true&remove=false': PLAN,
      'POST /api/v1/configuration?dryRun=false&remove=false': { ...PLAN, dryRun: false },
    });
    renderPage(<BackupSection />);

    await preview();

    const table = await screen.findByRole('table', { name: 'What would change' });
    expect(within(table).getByText('it is the system itself')).toBeDefined();
    expect(screen.getByText('As in the file: 4. Not in the file, and kept: 1.')).toBeDefined();
    expect(asked.filter(({ method }) => method === 'POST')).toHaveLength(1);

    await userEvent.click(screen.getByRole('button', { name: 'Restore' }));
    const question = await screen.findByRole('dialog');
    expect(within(question).getByText(/Created: 1, changed: 0, removed: 0/)).toBeDefined();
    await userEvent.click(within(question).getByRole('button', { name: 'Restore' }));

    expect(await screen.findByRole('table', { name: 'Restored' })).toBeDefined();
    expect(asked.filter(({ method }) => method === 'POST')).toHaveLength(2);
  });

  it('takes a preview back when what it was of is changed', async () => {
    answerRequests({ 'POST /api/v1/configuration?dryRun=true&remove=false': PLAN });
    renderPage(<BackupSection />);
    await preview();
    await screen.findByRole('button', { name: 'Restore' });

    await userEvent.click(screen.getByRole('checkbox', { name: 'Also remove what the file does not hold' }));

    expect(screen.queryByRole('button', { name: 'Restore' })).toBeNull();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('asks for a longer passphrase', async () => {
    const asked = answerRequests({});
    renderPage(<BackupSection />);

    const [passphrase] = await screen.findAllByLabelText('Passphrase');
    if (passphrase === undefined) throw new Error('There is no field for a passphrase.');
    await userEvent.type(passphrase, 'short');
    await userEvent.click(screen.getByRole('button', { name: 'Download a backup' }));

    expect(screen.getByText('A passphrase has 12 characters or more.')).toBeDefined();
    expect(asked).toEqual([]);
  });
});

import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderPage } from '../../../test/render';
import type { Backtest } from '../../api/backtest';
import { BacktestLists } from './BacktestLists';

const BACKTEST: Backtest = {
  summary: '', from: '2026-01-01T00:00:00Z', to: '2026-01-08T00:00:00Z', threshold: 5, alerts: [], incidents: [], firing: [], told: [], sweep: [], remarks: [],
  notifications: [{ at: '2026-01-02T00:00:00Z', group: '{}', reasonText: 'first notification', channels: ['email'], night: false }],
  held: [
    { at: '2026-01-02T00:00:00Z', fired: 'a', reason: 'silenced by anna' },
    { at: '2026-01-03T00:00:00Z', fired: 'b', reason: 'silenced by anna' },
  ],
};

describe('BacktestLists', () => {
  it('says how late each marked incident was found, and which was not', async () => {
    const incidents = [
      { name: 'checkout down', from: '2026-01-02T00:00:00Z', to: '2026-01-02T01:00:00Z', found: true, delaySeconds: 70 },
      { name: 'slow', from: '2026-01-03T00:00:00Z', to: '2026-01-03T01:00:00Z', found: false },
      { name: 'late', from: '2026-01-04T00:00:00Z', to: '2026-01-04T01:00:00Z', found: false, firingSince: '2026-01-01T00:00:00Z' },
    ];
    renderPage(<BacktestLists backtest={BACKTEST} incidents={incidents} ownThreshold={null} />);

    const rows = within(await screen.findByRole('table', { name: 'Marked incidents' })).getAllByRole('row');
    expect(rows.map(({ textContent }) => textContent)).toEqual([expect.stringMatching(/^checkout down.*found after 1m 10s$/), expect.stringMatching(/^slow.*not found$/), expect.stringMatching(/^late.*was already firing, since .*1.*$/)]);
  });

  it('says why alerts were held back, and of which threshold that is', async () => {
    renderPage(<BacktestLists backtest={BACKTEST} incidents={[]} ownThreshold={5} />);

    expect((await screen.findByRole('list', { name: 'Held back' })).textContent).toMatch(/^2 alerts ?silenced by anna/);
    expect(screen.getByTestId('backtest-own').textContent).toBe("What follows is at the rule's own threshold, 5.");
  });
});

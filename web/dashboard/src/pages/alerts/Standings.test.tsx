import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderPage } from '../../../test/render';
import type { AlertGroup } from '../../api/alerts';
import { Standings } from './Standings';

const GROUP: AlertGroup = {
  key: '{}:{alertname="Cpu"}', route: '{}', matched: 'no route below matches, so the top one takes it', members: 3,
  nextFlushAt: '2026-03-02T12:00:00Z', nextFlushReason: 'the cooldown of 15 min is over then',
  channels: [
    { channel: 'email', standing: 'queued', reason: 'waits for the channel\'s limit' },
    { channel: 'slack', standing: 'snoozed', reason: 'a reason', failure: '503' },
  ],
};

describe('Standings', () => {
  it('tells the route, the group, when it is looked at and why, and what becomes of the alert in each channel', async () => {
    renderPage(<Standings groups={[GROUP]} />);

    const standing = await screen.findByTestId('standing');
    expect(standing.textContent).toContain('Route {}: no route below matches, so the top one takes it');
    expect(standing.textContent).toContain('3 alerts in the group {}:{alertname="Cpu"}');
    expect(standing.textContent).toContain('email waiting: waits for the channel\'s limit');
    expect(standing.textContent).toContain('slack snoozed: a reason (503)');
    expect(standing.textContent).toContain('(the cooldown of 15 min is over then)');
  });

  it('has no group to tell of once the alert has left it', async () => {
    renderPage(<Standings groups={[{ ...GROUP, members: 0, nextFlushAt: null }]} />);

    expect((await screen.findByTestId('standing')).textContent).not.toContain('in the group');
  });
});

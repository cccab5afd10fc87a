import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderPage } from '../../test/render';
import type { ConnectionState, LiveConnection } from '../api/live';
import { OverviewContext, OverviewFeed } from '../api/overview';
import { ConnectionBadge } from './ConnectionBadge';
import { ConnectionTitle } from './ConnectionTitle';

// S1-42, S3-56
describe('the connection state', () => {
  it.each<[ConnectionState, string, string]>([
    ['connected', 'Connected', '🟢'],
    ['reconnecting', 'Reconnecting', '🟡'],
    ['disconnected', 'Disconnected', '🔴'],
  ])('%s is shown as %s, in the tab as %s', async (state, word, sign) => {
    const listeners = new Set<() => void>();
    let current: ConnectionState = 'reconnecting';
    const live = {
      get state() { return current; },
      onState: (listener: () => void) => { listeners.add(listener); return () => listeners.delete(listener); },
      retryNow: () => undefined,
    };
    document.title = 'Overview · PerfMonitor';
    renderPage(
      <OverviewContext value={new OverviewFeed(live as unknown as LiveConnection)}>
        <ConnectionBadge />
        <ConnectionTitle />
      </OverviewContext>,
    );
    await screen.findByRole('status');
    act(() => {
      current = state;
      for (const listener of listeners) listener();
    });

    expect(screen.getByRole('status').textContent).toBe(word);
    expect(document.title).toBe(`${sign} Overview · PerfMonitor`);
  });
});

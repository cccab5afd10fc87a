import { Notifications, notifications } from '@mantine/notifications';
import { act, screen, waitFor } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { answerRequests, renderPage } from '../../test/render';
import { useAlerts } from '../api/alerts';
import type { Frame, LiveConnection } from '../api/live';
import { OverviewContext, OverviewFeed } from '../api/overview';
import { AlertNotices } from './AlertNotices';

function List(): ReactElement {
  return <p>{useAlerts('active').data === undefined ? 'loading' : 'list'}</p>;
}

async function renderNotices(): Promise<{ readonly send: (...frames: readonly object[]) => void; readonly asked: readonly unknown[] }> {
  const asked = answerRequests({ 'GET /api/alerts?state=active&limit=500': { alerts: [] } });
  const listeners = new Set<(frame: Frame) => void>();
  const subscribe = (_: unknown, listener: (frame: Frame) => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const live = { onFrame: () => () => undefined, subscribe };
  renderPage(
    <OverviewContext value={new OverviewFeed(live as unknown as LiveConnection)}>
      <Notifications />
      <AlertNotices />
      <List />
    </OverviewContext>,
  );
  await screen.findByText('list');
  return {
    asked,
    send: (...frames) => {
      act(() => {
        for (const frame of frames) for (const listener of listeners) listener(frame as Frame);
      });
    },
  };
}

const alert = (name: string, state = 'firing'): object => ({ type: 'alert', data: { fingerprint: name, name, state, severity: 'warning', annotations: {} } });

describe('notices of alerts', () => {
  afterEach(() => { notifications.clean(); });

  it('puts the end of an alert in the place of its beginning', async () => {
    const { send } = await renderNotices();
    send(alert('ApiSlow'));
    await screen.findByText('Firing: ApiSlow');
    send(alert('ApiSlow', 'resolved'));

    await screen.findByText('Resolved: ApiSlow');
    expect(screen.queryByText('Firing: ApiSlow')).toBeNull();
  });

  it('shows the first of a storm, counts the rest, and reads the list again once', async () => {
    const { send, asked } = await renderNotices();
    const before = asked.length;
    send(...Array.from({ length: 500 }, (_, number) => alert(`Storm${String(number)}`)));

    await screen.findByText('497 more alerts changed');
    expect(screen.getAllByText(/^Firing: Storm\d$/)).toHaveLength(3);
    await waitFor(() => { expect(asked).toHaveLength(before + 1); });
  });
});

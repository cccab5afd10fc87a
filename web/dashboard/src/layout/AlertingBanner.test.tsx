import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderPage } from '../../test/render';
import type { Frame, LiveConnection } from '../api/live';
import { OverviewContext, OverviewFeed } from '../api/overview';
import { AlertingBanner } from './AlertingBanner';

async function renderBanner(): Promise<(frame: object) => void> {
  const listeners = new Set<(frame: Frame) => void>();
  const live = { onFrame: (listener: (frame: Frame) => void) => { listeners.add(listener); return () => listeners.delete(listener); } };
  renderPage(
    <OverviewContext value={new OverviewFeed(live as unknown as LiveConnection)}>
      <AlertingBanner />
      <p>page</p>
    </OverviewContext>,
  );
  await screen.findByText('page');
  return (frame) => {
    act(() => {
      for (const listener of listeners) listener(frame as Frame);
    });
  };
}

const broken = { status: 'broken', heartbeatAt: '2026-01-05T12:00:00+00:00' };

describe('the banner about alerting', () => {
  it.each([
    { type: 'hello', alerting: { status: 'ok' } },
    { type: 'hello', alerting: { status: 'unknown' } },
    { type: 'overview', data: broken },
  ])('stays away after %o', async (frame) => {
    (await renderBanner())(frame);

    expect(screen.queryByRole('alert')).toBeNull();
  });

  it.each([
    { type: 'hello', alerting: broken },
    { type: 'alerting', data: broken },
  ])('says what is broken and since when after %o', async (frame) => {
    (await renderBanner())(frame);

    expect(screen.getByRole('alert').textContent).toMatch(/^Alerts may not reach anybody\. The last heartbeat .* 2026.* Look at analytics/);
  });

  it('says that no heartbeat ever came', async () => {
    (await renderBanner())({ type: 'hello', alerting: { status: 'broken', heartbeatAt: null } });

    expect(screen.getByRole('alert').textContent).toContain('No heartbeat has come through alerting yet.');
  });

  it('goes when alerting works again', async () => {
    const send = await renderBanner();
    send({ type: 'alerting', data: broken });
    send({ type: 'alerting', data: { status: 'ok' } });

    expect(screen.queryByRole('alert')).toBeNull();
  });
});

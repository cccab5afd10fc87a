import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { anomalyIsFound } from '../mock/data.mjs';
import { executablePath } from './chromium.mjs';
import { startPage } from './page.mjs';

describe.skipIf(executablePath === undefined)('what analysis found, in a browser', () => {
  let app, page, open, go, path;

  beforeAll(async () => {
    app = await startPage(inject('dist'));
  });
  afterAll(() => app?.close());
  beforeEach(async () => {
    ({ page, open, go, path } = await app.newPage());
  });
  afterEach(() => app.closePage());

  // S1-45, S1-46, S1-47, S1-56
  it('takes a baseline of a time with a component of its own, and compares with it', async () => {
    await open('/analysis/baselines');
    await page.getByRole('button', { name: 'Take baseline' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Release 3');
    await dialog.getByRole('button', { name: 'Take baseline' }).click();
    await dialog.getByText("Use lower-case letters, digits, '-', '_' and '.', at most 64;").waitFor();
    await dialog.getByLabel('Name').fill('release-3');
    await dialog.getByRole('button', { name: 'Add component of your own' }).click();
    const component = dialog.getByRole('group', { name: 'Component 1' });
    await component.getByLabel('Name').fill('checkout');
    await component.getByLabel('PromQL').fill('checkout_seconds');
    await component.getByLabel('Target').fill('20');
    await dialog.getByRole('button', { name: 'Take baseline' }).click();
    await dialog.waitFor({ state: 'hidden' });

    await page.getByRole('heading', { name: 'Against release-3, version 1' }).waitFor();
    expect(path()).toBe('/dashboard/analysis/baselines?name=release-3&version=1');
    const row = page.getByTestId('baseline-row').filter({ hasText: 'release-3' });
    await row.getByRole('button', { name: 'Details' }).click();
    await page.getByRole('cell', { name: 'checkout_seconds' }).waitFor();
    const throughput = page.getByTestId('comparison-row').filter({ hasText: 'throughput' });
    expect(await throughput.innerText()).toMatch(/476 ops\/s[\s\S]*877 ops\/s[\s\S]*\+84\.2%[\s\S]*\+80\.2% to \+88\.2% \(95%\)[\s\S]*More than chance[\s\S]*Achieved/);
    expect(await page.getByTestId('overall-effectiveness').innerText()).toBe('+39.5%');
  });

  it('watches a query, says what the server finds wrong with a field, changes it and lets it go', async () => {
    await open('/analysis/watches');
    await page.getByRole('button', { name: 'New watch' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Queue');
    await dialog.getByLabel('Query (PromQL)').fill('sum(');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('A name has 1 to 64 lower-case letters').waitFor();
    await dialog.getByText('1:6: parse error: unclosed left parenthesis').waitFor();
    await dialog.getByLabel('Name').fill('queue');
    await dialog.getByLabel('Query (PromQL)').fill('queue_length');
    await dialog.getByLabel('Maximum').fill('100');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const row = page.getByTestId('watch-row').filter({ hasText: 'queue_length' }).filter({ hasNotText: 'rule.' });
    expect(await row.innerText()).toMatch(/queue[\s\S]*1m[\s\S]*100/);

    await page.getByRole('button', { name: 'Actions of queue', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    expect(await dialog.getByLabel('Name').isDisabled()).toBe(true);
    await dialog.getByLabel('Step').fill('5m');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await row.getByText('5m').waitFor();
    await page.getByRole('button', { name: 'Actions of queue', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await row.waitFor({ state: 'detached' });
  });

  it('leaves a watch to the rule that it came with', async () => {
    await open('/analysis/watches');
    await page.getByRole('button', { name: 'Actions of rule.QueueUnusual' }).click();
    expect(await page.getByRole('menuitem', { name: 'Edit' }).isDisabled()).toBe(true);
    expect(await page.getByRole('menuitem', { name: 'Delete' }).isDisabled()).toBe(true);
  });

  it('keeps a forecast fresh and changes its limit', async () => {
    await open('/health/outlooks');
    await page.getByRole('button', { name: 'New outlook' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('pool');
    await dialog.getByLabel('Query (PromQL)').fill('pool_used');
    await dialog.getByLabel('Ahead').fill('soon');
    await dialog.getByLabel('Limit').fill('100');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('The horizon is a span up to 400 days.').waitFor();
    await dialog.getByLabel('Ahead').fill('3d');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const row = page.getByTestId('outlook-row').filter({ hasText: 'pool_used' });
    expect(await row.innerText()).toMatch(/pool[\s\S]*back 7d, ahead 3d[\s\S]*limit: 100, from below[\s\S]*95%/);

    await row.getByRole('button', { name: 'Actions of pool' }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await dialog.getByLabel('Limit').fill('90');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await row.getByText('limit: 90, from below').waitFor();
  });

  it('says why a range is no baseline', async () => {
    await open('/analysis/baselines');
    await page.getByRole('button', { name: 'Take baseline' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('empty');
    await page.getByRole('dialog').getByRole('button', { name: 'Take baseline' }).click();
    await page.getByText('not enough data: throughput has 0 of 12 needed').waitFor();
  });

  // S1-13
  it('makes a baseline the reference, which then cannot be deleted, and deletes another', async () => {
    await open('/analysis/baselines');
    await page.getByRole('button', { name: 'Actions of release-2.3, version 1' }).click();
    await page.getByRole('menuitem', { name: 'Make reference' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Make reference' }).click();
    await page.getByTestId('baseline-row').filter({ hasText: 'version 1' }).filter({ hasText: 'release-2.3' }).getByText('Reference').waitFor();
    await page.getByRole('button', { name: 'Actions of release-2.3, version 1' }).click();
    expect(await page.getByRole('menuitem', { name: 'Delete' }).isDisabled()).toBe(true);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Actions of initial, version 1' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByTestId('baseline-row').filter({ hasText: 'initial' }).waitFor({ state: 'detached' });
  });

  it('compares with a load test, and says so in the address', async () => {
    await open('/analysis/baselines?name=release-2.3');
    await page.getByRole('radiogroup', { name: 'Compare with' }).getByText('Load test').click();
    await page.getByText('The table then compares that run with the baseline.').waitFor();
    await page.getByRole('combobox', { name: 'Load test' }).click();
    await page.getByRole('option', { name: /Checkout, 50 users/ }).first().click();
    await page.getByTestId('comparison-row').first().waitFor();
    expect(path()).toBe('/dashboard/analysis/baselines?name=release-2.3&compared=run&run=lt2');
  });

  // S2-05
  it('filters anomalies in the address, and opens each to its chart, what was seen, and what moved with it', async () => {
    await open('/analysis?severity=warning');
    await expect.poll(() => page.getByTestId('anomaly-row').count()).toBe(2);
    await page.getByLabel('Watch, or label=value').fill('INSTANCE=host');
    await page.waitForURL(/series=INSTANCE/);
    await expect.poll(() => page.getByTestId('anomaly-row').count()).toBe(1);
    await page.getByRole('button', { name: 'Details' }).click();
    await page.getByText('Z-score: 9.2 deviations above what it has seen').waitFor();
    await page.locator('.uplot').waitFor();
    await page.getByRole('region', { name: 'Explanation' }).getByText('rose from 0.1 to 0.5').waitFor();
    await page.getByRole('combobox', { name: 'Any detector' }).click();
    await page.getByRole('option', { name: 'Flat line' }).click();
    await page.getByText('Nothing matches the filter').waitFor();
    expect(path()).toBe('/dashboard/analysis?severity=warning&series=INSTANCE%3Dhost&detector=flatLine');
  });

  it('shows an anomaly the moment it is pushed', async () => {
    await open('/analysis');
    const rows = page.getByTestId('anomaly-row');
    await rows.first().waitFor();
    const before = await rows.count();
    app.mock.broadcast({ type: 'anomaly', data: anomalyIsFound() });
    await expect.poll(() => rows.count()).toBe(before + 1);
  });

  it('notes a change, marks it on charts, and takes it back', async () => {
    await open('/analysis/annotations');
    await page.getByRole('button', { name: 'Add annotation' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Say what was done.').waitFor();
    await dialog.getByLabel('What was done').fill('cart 7');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByTestId('annotation-row').filter({ hasText: 'cart 7' }).waitFor();
    await go('/explore?query=up');
    await page.getByText(/deploy, cart 7/).waitFor();
    await go('/?window=24h');
    await expect.poll(() => page.getByRole('img', { name: /\d lines?$/ }).count()).toBe(4);
    await page.getByText(/deploy, cart 7/).waitFor();
    await page.getByRole('link', { name: /annotations?$/ }).last().click();
    await page.getByRole('button', { name: 'Delete deploy: cart 7' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByTestId('annotation-row').filter({ hasText: 'cart 7' }).waitFor({ state: 'detached' });
  });

  // S1-55
  it('recovers by itself from what failed, and says that it tries', async () => {
    await open('/targets');
    app.mock.failFor(/query_range/);
    await go('/explore?query=up&refresh=off');
    await page.getByText('The page tries again by itself.').waitFor();
    app.mock.failFor(null);
    await page.locator('.uplot').waitFor();
  });

  // S1-55
  it('starts by itself once the server is back', async () => {
    await open('/targets');
    app.mock.failFor(/api\/me$/);
    await page.reload();
    await page.getByText('The page tries again by itself.').waitFor();
    app.mock.failFor(null);
    await page.getByRole('heading', { name: 'Targets', level: 1 }).waitFor();
  });

  // S1-55
  it('asks anew for everything that failed once the connection is back', async () => {
    await open('/targets');
    // Not asked for again by itself: the answer would be the same.
    app.mock.failFor(/query_range/, 404);
    await go('/explore?query=up&refresh=off');
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    expect(await page.getByText('The page tries again by itself.').count()).toBe(0);
    app.mock.failFor(null);
    app.mock.refuseSockets(true);
    app.mock.dropSockets();
    await page.locator('[data-testid=connection][data-state=reconnecting]').waitFor();
    app.mock.refuseSockets(false);
    await page.getByText(/^Connected again after/).waitFor();
    await page.locator('.uplot').waitFor();
  });

  // S1-13, S1-39, S1-40, S1-41
  it('shows on every card how it stands against the baseline, and uptime, connections and errors', async () => {
    await open('/');
    const card = (title) => page.locator('section').filter({ hasText: title }).first();
    await expect.poll(() => card('Throughput').innerText()).toMatch(/\+84\.2%/);
    expect(await card('Latency').innerText()).toMatch(/-21\.2%/);
    expect(await card('Memory').innerText()).toMatch(/-30\.1%/);
    expect(await card('CPU').innerText()).toMatch(/\+4\.2%/);
    expect(await card('Uptime').innerText()).toMatch(/99\.97%/);
    expect(await card('Active connections').innerText()).toMatch(/52/);
    expect(await card('Error rate').innerText()).toMatch(/0\.12%/);
  });
});

// S1-53
describe.skipIf(executablePath === undefined).each([
  ['no-preference', 'glide on between frames', (draws, frames) => draws > 3 * frames],
  ['reduce', 'jump once a frame where less motion is wanted', (draws, frames) => frames >= 3 && draws <= frames + 3],
])('with prefers-reduced-motion: %s live charts', (reducedMotion, words, holds) => {
  it(words, async () => {
    const app = await startPage(inject('dist'));
    try {
      const { page, open } = await app.newPage({ reducedMotion });
      await page.addInitScript(() => {
        window.draws = 0;
        const clear = CanvasRenderingContext2D.prototype.clearRect;
        CanvasRenderingContext2D.prototype.clearRect = function (...area) {
          if (this.canvas === document.querySelector('.uplot canvas')) window.draws++;
          return clear.apply(this, area);
        };
      });
      await open('/');
      await page.locator('.uplot canvas').first().waitFor();
      let frames = 0;
      app.mock.onFrame(() => { frames++; });
      await page.evaluate(() => { window.draws = 0; });
      await expect.poll(async () => holds(await page.evaluate(() => window.draws), frames), { timeout: 15_000 }).toBe(true);
    } finally {
      await app.close();
    }
  });
});

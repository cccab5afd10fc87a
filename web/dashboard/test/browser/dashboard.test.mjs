import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { executablePath } from './chromium.mjs';
import { startPage } from './page.mjs';

describe.skipIf(executablePath === undefined)('the page in a browser', () => {
  let app, context, page, open, go, path;

  beforeAll(async () => {
    app = await startPage(inject('dist'));
  });
  afterAll(() => app?.close());
  beforeEach(async () => {
    ({ context, page, open, go, path } = await app.newPage({ acceptDownloads: true, permissions: ['clipboard-read', 'clipboard-write'] }));
  });
  afterEach(() => app.closePage());

  async function connectionIs(state) {
    await page.locator(`[data-testid=connection][data-state=${state}]`).waitFor();
  }

  // S1-15
  it('marks the P95 on the latency chart, and on no other', async () => {
    await page.addInitScript(() => {
      const draw = CanvasRenderingContext2D.prototype.fillText;
      window.drawn = [];
      CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
        window.drawn.push({ canvas: this.canvas, text });
        return draw.call(this, text, ...place);
      };
    });
    await open('/');
    await page.waitForFunction(() => window.drawn.some(({ canvas, text }) => text.startsWith('P95') && canvas.isConnected));

    const marked = await page.evaluate(() => window.drawn.filter(({ canvas, text }) => text.startsWith('P95') && canvas.isConnected).map(({ canvas, text }) => `${canvas.closest('[role=img]')?.getAttribute('aria-label')}: ${text}`));
    for (const text of marked) expect(text).toMatch(/^Latency, last 60 seconds.*: P95 71\.3ms$/);
  });

  it('asks for a login first, refuses a wrong password, and goes on to where the person wanted', async () => {
    await go('/alerts?state=resolved');
    await page.waitForURL(/login/);
    await page.getByLabel('User name').fill('olga');
    await page.getByLabel('Password', { exact: true }).fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByText('User name or password is wrong.').waitFor();

    await page.getByLabel('Password', { exact: true }).fill('password');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Alerts', level: 1 }).waitFor();
    expect(path()).toBe('/dashboard/alerts?state=resolved');
  });

  it('shows strangers the status page, without asking for a login', async () => {
    await go('/status');
    await page.getByRole('heading', { name: 'Shop status', level: 1 }).waitFor();
    expect(await page.getByRole('status').innerText()).toBe('Some of it is down');
    await page.getByText(/last well 7 min\. ago/).waitFor();
    expect(await page.getByRole('img', { name: '90 days, 2 with failures' }).count()).toBe(2);
    await page.locator('section').filter({ hasText: 'Payments' }).getByText(/^until /).waitFor();
    expect(path()).toBe('/dashboard/status');
  });

  // S1-05, S1-25
  it('shows numbers that move, and how many alerts are active', async () => {
    await open('/');
    expect(await page.getByTestId('active-alerts').innerText()).toBe('3');
    const value = page.locator('section', { hasText: 'Throughput' }).first();
    const before = await value.innerText();
    await expect.poll(() => value.innerText(), { timeout: 5_000 }).not.toBe(before);
    expect(await page.locator('.uplot').count()).toBe(4);
  });

  // S1-06, S3-57
  it('reconnects by itself, subscribes again and loses nothing of what it showed', async () => {
    await open('/');
    await connectionIs('connected');
    await page.getByText('Active alerts').waitFor();
    app.mock.refuseSockets(true);
    app.mock.dropSockets();
    await connectionIs('reconnecting');
    expect(await page.title()).toMatch(/^🟡/);
    expect(await page.locator('.uplot').count()).toBe(4);
    app.mock.refuseSockets(false);
    await connectionIs('connected');
    expect(await page.title()).toMatch(/^🟢/);
    const value = page.locator('section', { hasText: 'Latency' }).first();
    const before = await value.innerText();
    await expect.poll(() => value.innerText(), { timeout: 5_000 }).not.toBe(before);
  });

  it('makes a report and downloads the PDF', async () => {
    await open('/reports');
    await page.getByRole('button', { name: 'Create report' }).click();
    await page.getByLabel('Title').fill('Browser test');
    await page.getByRole('dialog').getByRole('button', { name: 'Create report' }).click();
    const link = page.getByRole('link', { name: 'PDF: download Browser test' });
    await link.waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('report.pdf');
  });

  it('shows a new key once', async () => {
    await open('/settings/keys', 'admin');
    await page.getByRole('button', { name: 'Create key' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Browser test');
    await page.getByRole('dialog').getByRole('button', { name: 'Create key' }).click();
    expect(await page.getByTestId('new-key').innerText()).toMatch(/^pm_new1_/);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    await page.getByTestId('key-row').filter({ hasText: 'Browser test' }).waitFor();
    expect(await page.getByText('pm_new1_QmF').count()).toBe(0);
  });

  it('adds a target, naming what is wrong with it first, and probes one', async () => {
    await open('/targets');
    await page.getByRole('button', { name: 'Add target' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('New target');
    await page.getByRole('dialog').getByRole('textbox', { name: 'URL' }).fill('example.org');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('A URL that begins with http:// or https://.').waitFor();
    await page.getByRole('dialog').getByRole('textbox', { name: 'URL' }).fill('https://example.org/');
    await page.getByRole('button', { name: 'Save' }).click();
    const row = page.getByTestId('target-row').filter({ hasText: 'New target' });
    await row.getByRole('button', { name: 'Probe now: New target' }).click();
    await page.getByRole('dialog').getByText('First byte').waitFor();
  });

  it('runs a query, keeps it in the address, and says where it is wrong', async () => {
    await open('/explore', 'viet');
    const box = page.getByLabel('PromQL expression');
    await box.fill('up');
    await box.press('Enter');
    await page.locator('.uplot').waitFor();
    expect(path()).toBe('/dashboard/explore?query=up');
    await page.getByText('Table', { exact: true }).click();
    await page.getByRole('cell', { name: 'probe' }).waitFor();
    await page.getByLabel('PromQL expression').fill('rate(');
    await page.getByLabel('PromQL expression').press('Enter');
    await page.getByText('unclosed left parenthesis').waitFor();
  });

  // S1-38, S1-44
  it('shows the scores, what pulls each down first, and the formula of a part', async () => {
    await open('/health', 'viet');
    await expect.poll(() => page.getByTestId('score-health').innerText()).toBe('71.1');
    await page.getByText('Saturation pulls it down most, by 17 points').waitFor();
    const parts = page.getByRole('region', { name: 'Parts of the health score' }).getByTestId('part-row');
    expect(await parts.allInnerTexts()).toEqual(['Availability', 'Saturation', 'Alert load', 'Latency', 'Errors'].map((name) => expect.stringContaining(name)));
    await parts.first().getByRole('button').click();
    await page.getByText('100 at 99.9 %, 0 at 99 %').waitFor();
  });

  // S2-100
  it('promises an objective, changes it and takes it back, naming what is wrong with it first', async () => {
    await open('/health/objectives');
    expect((await page.getByTestId('objective-row').allInnerTexts())[1]).toContain('overdrawn by 38%');
    await page.getByRole('button', { name: 'New objective' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Browser test');
    await dialog.getByLabel('All events (PromQL)').fill('sum(increase(up[1m]))');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('beginning with a letter or digit').waitFor();
    await dialog.getByText('Write $window where the length of the slot belongs').waitFor();
    await dialog.getByLabel('Name').fill('browser-test');
    await dialog.getByText('A value against a limit').click();
    await dialog.getByLabel('Series (PromQL)').fill('rate(');
    await dialog.getByRole('textbox', { name: 'Limit' }).fill('1');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('unclosed left parenthesis').waitFor();
    await dialog.getByLabel('Series (PromQL)').fill('probe_success');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });

    await page.getByRole('link', { name: 'browser-test' }).click();
    await page.getByRole('heading', { name: 'browser-test', level: 1 }).waitFor();
    await page.getByText('99.9% good over 30 d').waitFor();
    await page.getByRole('button', { name: 'Edit' }).click();
    await dialog.getByText('What was counted so far is kept.').waitFor();
    await dialog.getByRole('textbox', { name: 'Window' }).fill('60');
    await dialog.getByText('it is counted anew through the history').waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('99.9% good over 60 d').waitFor();
    await page.getByRole('button', { name: 'Actions of browser-test' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('heading', { name: 'Objectives', level: 1 }).waitFor();
    await expect.poll(() => page.getByRole('link', { name: 'browser-test' }).count()).toBe(0);
  });

  it('leads from an objective to the chart of its query', async () => {
    await open('/health/objectives/targets-up', 'viet');
    await page.getByRole('link', { name: 'Open in Explore' }).click();
    await page.locator('.uplot').first().waitFor();
    expect(path()).toBe('/dashboard/explore?query=probe_success&from=now-1h&to=now');
  });

  // S2-83, S2-95
  it('says what runs out first, between when and when, and why in the forecast', async () => {
    await open('/health/capacity?reach=soon', 'viet');
    const rows = page.getByTestId('resource-row');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(3);
    expect(await rows.nth(1).innerText()).toContain('between 1d 14h and 2d 22h');
    await rows.nth(1).getByRole('button').click();
    await page.getByText('0.95 is reached in 2 d (95 %: 1.6 d to 2.9 d)').waitFor();
    await page.locator('.uplot').waitFor();
    await page.getByRole('link', { name: 'Open the forecast in Explore' }).click();
    expect(path()).toContain('forecast=on');
  });

  // S2-86, S2-88
  it('recommends with evidence, and keeps the kind chosen in the address', async () => {
    await open('/health/recommendations?kind=bestPractice', 'viet');
    await page.getByText('Shop front: 13 days left').waitFor();
    expect(await page.getByTestId('recommendation').count()).toBe(1);
    await page.getByRole('link', { name: 'See Targets' }).click();
    await page.getByRole('heading', { name: 'Targets', level: 1 }).waitFor();
  });

  // S1-50, S1-51
  it('shows where series are heading over a range of the address, with their peaks', async () => {
    await open('/health/trends', 'viet');
    await page.getByRole('button', { name: 'Response time' }).click();
    await page.getByText('30d', { exact: true }).click();
    const rows = page.getByTestId('trend-row');
    await rows.filter({ hasText: 'Gets worse' }).first().waitFor();
    expect(path()).toBe('/dashboard/health/trends?query=probe_duration_seconds&range=30d');
    await rows.first().getByRole('button').click();
    await page.locator('.uplot').waitFor();
    await page.getByText('rises by 18 % of its median').waitFor();
  });

  // S1-48, S1-49
  it('shows on the overview how the load is spread over the cores, and the last 24 hours', async () => {
    await open('/');
    await expect.poll(() => page.getByTestId('load-balance').getByRole('progressbar').count()).toBe(4);
    await page.getByText('24h', { exact: true }).click();
    await expect.poll(() => page.locator('.uplot').count()).toBe(4);
    await page.getByText('The last 24 hours').waitFor();
    expect(path()).toBe('/dashboard/?window=24h');
  });

  it('can be used by keyboard: pages, time range, help', async () => {
    await open('/');
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await page.getByRole('heading', { name: 'Targets', level: 1 }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('Keyboard shortcuts').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });

    await go('/targets/t3?from=now-6h&to=now');
    await page.getByTestId('range').getByText('Last 6h').waitFor();
    await page.keyboard.press('t');
    await page.keyboard.press('+');
    await page.getByTestId('range').getByText('Last 10800s').waitFor();
    expect(path()).toBe('/dashboard/targets/t3?from=now-10800s&to=now');
  });

  it('speaks the language chosen, also after a reload', async () => {
    await open('/');
    await page.getByRole('button', { name: 'Language' }).click();
    await page.getByRole('menuitem', { name: 'Tiếng Việt' }).click();
    await page.getByRole('heading', { name: 'Tổng quan', level: 1 }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Tổng quan', level: 1 }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('vi');
  });

  it('goes to the login when the session has ended', async () => {
    await open('/targets');
    await context.clearCookies();
    await page.waitForURL(/login\?redirect=%2Ftargets/);
  });

  // S1-29
  it('tells of an alert at once, on whatever page', async () => {
    await open('/explore');
    await connectionIs('connected');
    app.mock.broadcast({
      type: 'alert',
      data: { fingerprint: 'ff', name: 'DiskFull', severity: 'critical', state: 'firing', annotations: { summary: 'Disk / is full' } },
    });
    await page.getByText('Firing: DiskFull').waitFor();
  });
});

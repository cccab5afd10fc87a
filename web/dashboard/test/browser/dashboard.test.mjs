import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { startMock } from '../mock/server.mjs';
import { executablePath, launch } from './chromium.mjs';

describe.skipIf(executablePath === undefined)('the page in a browser', () => {
  let browser, mock, context, page;

  beforeAll(async () => {
    mock = await startMock({ port: 0, dist: inject('dist') });
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await mock?.close();
  });
  beforeEach(async () => {
    context = await browser.newContext({ acceptDownloads: true, reducedMotion: 'reduce', permissions: ['clipboard-read', 'clipboard-write'] });
    context.setDefaultTimeout(15_000);
    page = await context.newPage();
  });
  afterEach(() => context.close());

  const go = (path) => page.goto(`http://127.0.0.1:${mock.port}/dashboard${path}`);
  const path = () => new URL(page.url()).pathname + new URL(page.url()).search;

  async function signIn(user = 'olga', at = '/') {
    await go(at);
    await page.getByLabel('User name').fill(user);
    await page.getByLabel('Password', { exact: true }).fill('password');
    await page.keyboard.press('Enter');
    await page.getByTestId('connection').waitFor();
  }

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
    await signIn();
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
    await signIn();
    expect(await page.getByTestId('active-alerts').innerText()).toBe('3');
    const value = page.locator('section', { hasText: 'Throughput' }).first();
    const before = await value.innerText();
    await expect.poll(() => value.innerText(), { timeout: 5_000 }).not.toBe(before);
    expect(await page.locator('.uplot').count()).toBe(4);
  });

  // S1-06, S3-57
  it('reconnects by itself, subscribes again and loses nothing of what it showed', async () => {
    await signIn();
    await connectionIs('connected');
    await page.getByText('Active alerts').waitFor();
    mock.refuseSockets(true);
    mock.dropSockets();
    await connectionIs('reconnecting');
    expect(await page.title()).toMatch(/^🟡/);
    expect(await page.locator('.uplot').count()).toBe(4);
    mock.refuseSockets(false);
    await connectionIs('connected');
    expect(await page.title()).toMatch(/^🟢/);
    const value = page.locator('section', { hasText: 'Latency' }).first();
    const before = await value.innerText();
    await expect.poll(() => value.innerText(), { timeout: 5_000 }).not.toBe(before);
  });

  it('acknowledges an alert by click, with a note from the list, and takes it back', async () => {
    await signIn('olga', '/alerts');
    const row = page.getByTestId('alert-row').filter({ hasText: 'TargetSlow' });
    await row.getByRole('button', { name: 'Acknowledge TargetSlow' }).click();
    await page.getByLabel('Note').fill('looking at it');
    await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge', exact: true }).click();
    await row.getByText('Acknowledged').waitFor();
    await row.getByRole('button', { name: /Withdraw/ }).click();
    await row.getByText('Firing').waitFor();
  });

  // S3-61, S3-70, S3-76, S2-111
  it('groups alerts of one trouble, counts each level, filters by address, and is walked through by keyboard', async () => {
    await signIn('olga', '/alerts');
    await page.getByTestId('alert-group').filter({ hasText: 'TargetSlow and 1 more' }).getByText('2 alerts').waitFor();
    expect(await page.getByTestId('count-critical').innerText()).toMatch(/Critical\s+1/);
    await page.getByText('Maintenance: Patch day').waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.dataset.row ?? document.activeElement?.tagName);
    await page.keyboard.press('j');
    expect(await focused()).toMatch(/^a1 /);
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByRole('toolbar', { name: '2 selected' }).waitFor();
    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Would hold back 2 of 3 open alerts').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.keyboard.press('a');
    await dialog.getByText('Acknowledge 2 alerts').waitFor();
    await dialog.getByText('4h', { exact: true }).click();
    await dialog.getByRole('button', { name: 'Acknowledge', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Withdraw the acknowledgement of TargetDown' }).click();
    await page.getByRole('button', { name: 'Withdraw the acknowledgement of TargetSlow' }).click();
    await page.getByRole('button', { name: 'Acknowledge TargetSlow' }).waitFor();

    await page.keyboard.press('/');
    await page.keyboard.type('job=probe slowly');
    await page.waitForURL(/q=job/);
    await expect.poll(() => page.getByTestId('alert-row').count()).toBe(1);
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(/alerts\/a2$/);
    await page.goBack();
    await page.waitForURL(/q=job/);
    expect(await page.getByTestId('alert-row').count()).toBe(1);
    await go('/alerts?owner=olga&severity=warning&group=route');
    await expect.poll(() => page.getByTestId('alert-row').count()).toBe(1);
    await page.getByText('HostMemoryHigh', { exact: true }).first().waitFor();
  });

  it('shows a viewer what they may not do, and why', async () => {
    await signIn('viet', '/alerts');
    const button = page.getByRole('button', { name: 'Acknowledge TargetDown' });
    expect(await button.isDisabled()).toBe(true);
    await button.locator('..').hover();
    await page.getByText('This needs the role operator.').waitFor();
  });

  // S1-32, S2-104
  it('writes a rule: says what is wrong, proposes a threshold, back-tests it, and puts it in force', async () => {
    await signIn('olga', '/alerts/rules/new');
    await page.getByLabel('Name').fill('BrowserTest');
    await page.getByLabel('Metric or expression').fill('rate(');
    await page.getByLabel('Threshold').fill('0.1');
    await page.getByText('unclosed left parenthesis').waitFor();
    await page.getByLabel('Metric or expression').fill('probe_duration_seconds');
    await page.getByRole('button', { name: 'Propose' }).click();
    await page.getByText('40320 values').waitFor();
    await page.getByRole('button', { name: 'Back-test' }).click();
    const summary = page.getByTestId('backtest-summary');
    await summary.getByText('6 notifications, 2 at night').waitFor();
    await page.getByRole('slider').press('ArrowRight');
    await summary.getByText('5 notifications').waitFor();
    await page.getByRole('button', { name: 'Use this threshold' }).click();
    expect(await page.getByLabel('Threshold').first().inputValue()).toBe('0.126');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/alerts\/rules$/);
    const row = page.getByTestId('rule-row').filter({ hasText: 'BrowserTest' });
    await row.getByText('(probe_duration_seconds) > 0.126').waitFor();
  });

  // S2-13
  it('writes a rule on what is unusual, without a threshold, and goes on with it as in a rule file', async () => {
    await signIn('olga', '/alerts/rules/new');
    await page.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: 'Anomaly' }).click();
    await page.getByLabel('Name').fill('QueueUnusual');
    await page.getByLabel('Metric or expression').fill('queue_length');
    await page.getByLabel('Probability').fill('90');
    await page.getByRole('combobox', { name: 'Which is' }).click();
    await page.getByRole('option', { name: 'too high', exact: true }).click();
    await page.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: 'As in a rule file' }).click();
    const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/api/v1/rules'));
    await page.getByRole('button', { name: 'Save' }).click();
    expect((await sent).postDataJSON()).toEqual({
      enabled: true,
      rule: { alert: 'QueueUnusual', for: '1m', labels: { severity: 'warning' }, annotations: {}, 'x-perfmonitor': { anomaly: { query: 'queue_length', probability: 0.9, direction: 'above' } } },
    });
    await page.waitForURL(/alerts\/rules$/);
  });

  it('shows what a rule said before, takes it over, and switches the rule off and on again', async () => {
    await signIn('olga', '/alerts/rules/q1');
    await page.getByTestId('rule-version').filter({ hasText: 'probe_duration_seconds > 0.5' }).getByRole('button', { name: 'Take over' }).click();
    await expect.poll(() => page.getByLabel('Threshold').first().inputValue()).toBe('0.5');

    await go('/alerts/rules');
    await page.getByRole('button', { name: 'Actions for OrdersSlow' }).click();
    await page.getByRole('menuitem', { name: 'Switch off' }).click();
    await page.getByText('Switched off; last changed by olga.').waitFor();
    await page.getByRole('button', { name: 'Actions for OrdersSlow' }).click();
    await page.getByRole('menuitem', { name: 'Switch on' }).click();
    await page.getByTestId('rule-row').filter({ hasText: 'OrdersSlow' }).waitFor();
  });

  // S3-72
  it('says what to do about an alert and why it came, and keeps comments and the verdict', async () => {
    await signIn('olga', '/alerts/a2');
    await page.getByText('Look at what the time is spent on').waitFor();
    await page.getByText(/^Change: deploy, shop 2.3/).waitFor();
    await page.getByLabel('Comment').fill('Browser comment');
    await page.getByRole('button', { name: 'Comment' }).click();
    await page.getByText('Browser comment').waitFor();
    await page.getByRole('button', { name: 'False alarm' }).click();
    await page.getByText(/^Judged by olga/).waitFor();
    expect(await page.getByRole('button', { name: 'False alarm' }).getAttribute('aria-pressed')).toBe('true');
  });

  // S2-14
  it('enters a person, a schedule and a policy, and lets somebody stand in', async () => {
    await signIn('olga', '/alerts/oncall');
    await page.getByTestId('oncall-now').getByText('nora', { exact: true }).waitFor();
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'Add person' }).click();
    await dialog.getByLabel('Name').fill('paul');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Name the way.').waitFor();
    await dialog.getByRole('combobox', { name: 'Way 1' }).fill('mail');
    await dialog.getByRole('combobox', { name: 'Channel 1' }).click();
    await page.getByRole('option', { name: 'email' }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByTestId('person-row').filter({ hasText: 'paul' }).getByText('mail → email').waitFor();

    await page.getByRole('button', { name: 'Create schedule' }).click();
    await dialog.getByLabel('Name').fill('night');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Name at least one person.').waitFor();
    await dialog.getByLabel('People').fill('paul');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Stand in for night' }).waitFor();

    await page.getByRole('button', { name: 'Create policy' }).click();
    await dialog.getByLabel('Name').fill('critical');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('There is one with this name.').waitFor();
    await dialog.getByText('Name a schedule, a person or a channel.').waitFor();
    await dialog.getByLabel('Name').fill('nights');
    await dialog.getByRole('combobox', { name: 'Schedules' }).press('ArrowDown');
    await page.getByRole('option', { name: 'night' }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    const policy = page.getByTestId('policy-row').filter({ hasText: 'nights' });
    await policy.getByText('on call in night').waitFor();
    await policy.getByRole('button', { name: 'Actions of nights' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await policy.waitFor({ state: 'hidden' });

    await page.getByRole('button', { name: 'Stand in for night' }).click();
    await dialog.getByRole('combobox', { name: 'Person' }).click();
    await page.getByRole('option', { name: 'bob' }).click();
    await dialog.getByRole('button', { name: 'Stand in', exact: true }).click();
    await page.getByTestId('oncall-now').getByText('bob', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Remove the stand-in of bob' }).click();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByTestId('override').filter({ hasText: 'bob stands in' }).waitFor({ state: 'hidden' });
  });

  // S2-108
  it('says how channels do, shows each attempt of a message, and tries a channel', async () => {
    await signIn('admin', '/alerts/channels');
    const slack = page.getByTestId('channel-row').filter({ hasText: 'slack' });
    await slack.getByText('Not delivering').waitFor();
    await slack.getByText('no answer within 10 s').waitFor();
    await slack.getByText(/nothing gets through; began \d+ min\. ago/).waitFor();
    const email = page.getByTestId('channel-row').filter({ hasText: 'email' });
    await email.getByRole('button', { name: 'Send test to email' }).click();
    await email.getByText('Delivered in 38 ms.').waitFor();
    const way = page.getByTestId('path-row').filter({ hasText: 'email' });
    expect(await way.innerText()).toMatch(/29.*132.*185/s);
    await way.getByRole('button', { name: 'Details' }).click();
    await page.getByText('Grouping and decision').waitFor();
    await page.getByTestId('delivery-row').filter({ hasText: 'Waiting' }).getByRole('button', { name: 'Details' }).click();
    await page.getByText('25s after the attempt before').waitFor();
    await page.getByText('Lost', { exact: true }).click();
    await page.waitForURL(/status=lost/);
    await page.getByText('every attempt failed').waitFor();
    expect(await page.getByTestId('delivery-row').count()).toBe(1);
  });

  // S3-84, S3-85, S3-86
  it('says how often alerts were right, against the goals, and which rules to change', async () => {
    await signIn('viet', '/alerts/quality');
    await page.getByTestId('quality-falseCritical').getByText('6.25%').waitFor();
    await page.getByText('goal: below 5%').waitFor();
    const rule = (name) => page.getByTestId('tally-row').filter({ hasText: name });
    await rule('HostDiskFull').getByText('Retire').waitFor();
    await rule('TargetSlow').getByText('Tune').waitFor();
    await rule('HostCpuHigh').getByText('Plan for it').waitFor();
    await rule('CertificateExpires').getByText('Judge', { exact: true }).waitFor();
    expect(await rule('TargetDown').innerText()).toMatch(/100%/);
  });

  it('approves an emergency action, tries one dry, and stops them all', async () => {
    await signIn('admin', '/alerts/actions');
    const dialog = page.getByRole('dialog');
    const run = page.getByTestId('run-row').filter({ hasText: 'emergency_risk_reduction' }).last();
    await run.getByText('Waits for a yes').waitFor();
    await run.getByRole('button', { name: 'Approve emergency_risk_reduction' }).click();
    await run.getByText('0.48 of 1 is at most 0.55').waitFor();
    await run.getByRole('button', { name: 'Details' }).click();
    await page.getByText('admin approved').waitFor();
    await page.getByRole('button', { name: 'Run emergency_system_check' }).click();
    await dialog.getByRole('combobox', { name: 'For the alert' }).click();
    await page.getByRole('option', { name: /TargetSlow/ }).click();
    await dialog.getByRole('button', { name: 'Dry run' }).click();
    await page.getByText('would POST https://strategy.example/risk').waitFor();
    await page.getByRole('button', { name: 'Stop all actions' }).click();
    await dialog.getByLabel('Why').fill('Drill');
    await dialog.getByRole('button', { name: 'Stop all actions' }).click();
    await page.getByRole('alert').getByText('admin: Drill').waitFor();
    await page.getByRole('button', { name: 'Let actions go on' }).click();
    await dialog.getByRole('button', { name: 'Let actions go on' }).click();
    await page.getByRole('button', { name: 'Stop all actions' }).waitFor();
  });

  it('shows which route an alert would take', async () => {
    await signIn('viet', '/alerts/routing');
    await page.getByLabel('Labels of an alert').fill('severity=critical team=payments');
    await page.locator('[data-testid=route][data-taken=true]').getByText('{team="payments"}').waitFor();
    expect(await page.locator('[data-taken=true]').count()).toBe(1);
    await page.getByLabel('Labels of an alert').fill('severity=');
    await page.locator('[data-taken=true]').getByText('everything').waitFor();
  });

  it('silences an alert after showing what the silence would hit, and ends the silence', async () => {
    await signIn('olga', '/alerts/a2');
    await page.getByRole('button', { name: 'Silence this' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Would hold back 1 of 3 open alerts').waitFor();
    await dialog.getByRole('button', { name: 'Create silence' }).click();
    await dialog.getByText('Say why.').waitFor();
    // All but the first matcher go, and the rest is made wider.
    while ((await dialog.getByRole('button', { name: /^Remove matcher/ }).count()) > 1) {
      await dialog.getByRole('button', { name: 'Remove matcher 2' }).click();
    }
    await dialog.getByLabel('Label 1').fill('job');
    await dialog.getByLabel('Value 1').fill('probe');
    await page.getByText('Would hold back 2 of 3 open alerts').waitFor();
    await dialog.getByLabel('Comment').fill('Browser test');
    await dialog.getByRole('button', { name: 'Create silence' }).click();
    await dialog.waitFor({ state: 'hidden' });

    await go('/alerts/silences');
    const row = page.getByTestId('silence-row').filter({ hasText: 'Browser test' });
    await row.getByText('job="probe"').waitFor();
    await row.getByRole('button', { name: 'End now: job="probe"' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End now' }).click();
    await row.waitFor({ state: 'hidden' });
    await page.getByText('Expired', { exact: true }).click();
    await row.waitFor();
    expect(path()).toBe('/dashboard/alerts/silences?state=expired');
  });

  it('makes a report and downloads the PDF', async () => {
    await signIn('olga', '/reports');
    await page.getByRole('button', { name: 'Create report' }).click();
    await page.getByLabel('Title').fill('Browser test');
    await page.getByRole('dialog').getByRole('button', { name: 'Create report' }).click();
    const link = page.getByRole('link', { name: 'PDF: download Browser test' });
    await link.waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('report.pdf');
  });

  it('shows a new key once', async () => {
    await signIn('admin', '/settings/keys');
    await page.getByRole('button', { name: 'Create key' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Browser test');
    await page.getByRole('dialog').getByRole('button', { name: 'Create key' }).click();
    expect(await page.getByTestId('new-key').innerText()).toMatch(/^pm_new1_/);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    await page.getByTestId('key-row').filter({ hasText: 'Browser test' }).waitFor();
    expect(await page.getByText('pm_new1_QmF').count()).toBe(0);
  });

  it('adds a target, naming what is wrong with it first, and probes one', async () => {
    await signIn('olga', '/targets');
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
    await signIn('viet', '/explore');
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
    await signIn('viet', '/health');
    await expect.poll(() => page.getByTestId('score-health').innerText()).toBe('71.1');
    await page.getByText('Saturation pulls it down most, by 17 points').waitFor();
    const parts = page.getByRole('region', { name: 'Parts of the health score' }).getByTestId('part-row');
    expect(await parts.allInnerTexts()).toEqual(['Availability', 'Saturation', 'Alert load', 'Latency', 'Errors'].map((name) => expect.stringContaining(name)));
    await parts.first().getByRole('button').click();
    await page.getByText('100 at 99.9 %, 0 at 99 %').waitFor();
  });

  // S2-100
  it('promises an objective, changes it and takes it back, naming what is wrong with it first', async () => {
    await signIn('olga', '/health/objectives');
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
    expect(await page.getByRole('link', { name: 'browser-test' }).count()).toBe(0);
  });

  it('leads from an objective to the chart of its query', async () => {
    await signIn('viet', '/health/objectives/targets-up');
    await page.getByRole('link', { name: 'Open in Explore' }).click();
    await page.locator('.uplot').first().waitFor();
    expect(path()).toBe('/dashboard/explore?query=probe_success&from=now-1h&to=now');
  });

  // S2-83, S2-95
  it('says what runs out first, between when and when, and why in the forecast', async () => {
    await signIn('viet', '/health/capacity?reach=soon');
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
    await signIn('viet', '/health/recommendations?kind=bestPractice');
    await page.getByText('Shop front: 13 days left').waitFor();
    expect(await page.getByTestId('recommendation').count()).toBe(1);
    await page.getByRole('link', { name: 'See Targets' }).click();
    await page.getByRole('heading', { name: 'Targets', level: 1 }).waitFor();
  });

  // S1-50, S1-51
  it('shows where series are heading over a range of the address, with their peaks', async () => {
    await signIn('viet', '/health/trends');
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
    await signIn();
    await expect.poll(() => page.getByTestId('load-balance').getByRole('progressbar').count()).toBe(4);
    await page.getByText('24h', { exact: true }).click();
    await expect.poll(() => page.locator('.uplot').count()).toBe(4);
    await page.getByText('The last 24 hours').waitFor();
    expect(path()).toBe('/dashboard/?window=24h');
  });

  it('can be used by keyboard: pages, time range, help', async () => {
    await signIn();
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
    await signIn();
    await page.getByRole('button', { name: 'Language' }).click();
    await page.getByRole('menuitem', { name: 'Tiếng Việt' }).click();
    await page.getByRole('heading', { name: 'Tổng quan', level: 1 }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Tổng quan', level: 1 }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('vi');
  });

  it('goes to the login when the session has ended', async () => {
    await signIn('olga', '/targets');
    await context.clearCookies();
    await page.waitForURL(/login\?redirect=%2Ftargets/);
  });

  // S1-29
  it('tells of an alert at once, on whatever page', async () => {
    await signIn('olga', '/explore');
    await connectionIs('connected');
    mock.broadcast({
      type: 'alert',
      data: { fingerprint: 'ff', name: 'DiskFull', severity: 'critical', state: 'firing', annotations: { summary: 'Disk / is full' } },
    });
    await page.getByText('Firing: DiskFull').waitFor();
  });
});

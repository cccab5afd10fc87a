import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { executablePath } from './chromium.mjs';
import { startPage } from './page.mjs';

describe.skipIf(executablePath === undefined)('rules, in a browser', () => {
  let app, page, open, go;

  beforeAll(async () => {
    app = await startPage(inject('dist'));
  });
  afterAll(() => app?.close());
  beforeEach(async () => {
    ({ page, open, go } = await app.newPage());
  });
  afterEach(() => app.closePage());

  // S1-32, S2-104
  it('writes a rule: says what is missing and what is wrong, proposes a threshold, back-tests it, and puts it in force', async () => {
    await open('/alerts/rules/new');
    await page.getByRole('button', { name: 'Propose' }).hover();
    await page.getByRole('tooltip', { name: 'Name a metric first.' }).waitFor();
    await page.getByRole('button', { name: 'Back-test' }).hover();
    await page.getByRole('tooltip', { name: 'Name, metric and threshold make a rule.' }).waitFor();
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
    const strip = page.getByTestId('backtest-strip');
    expect(await strip.getAttribute('aria-label')).toBe('Fires 12 times, tells people 6 times over the time');
    await page.getByRole('slider').press('ArrowRight');
    await summary.getByText('5 notifications').waitFor();
    expect(await strip.getAttribute('aria-label')).toBe('Fires 10 times, tells people 5 times over the time');
    await page.getByText("What follows is at the rule's own threshold, 0.12.").waitFor();
    await page.getByTestId('backtest-held').getByText('2 alerts').waitFor();
    await page.getByRole('button', { name: 'Use this threshold' }).click();
    expect(await page.getByLabel('Threshold').first().inputValue()).toBe('0.126');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/alerts\/rules$/);
    const row = page.getByTestId('rule-row').filter({ hasText: 'BrowserTest' });
    await row.getByText('(probe_duration_seconds) > 0.126').waitFor();
  });

  // S2-13
  it('writes a rule on what is unusual, without a threshold, and goes on with it as in a rule file', async () => {
    await open('/alerts/rules/new');
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

  it('back-tests a rule without a threshold over a chosen time, and says why there is no slider', async () => {
    await open('/alerts/rules/new');
    await page.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: 'Anomaly' }).click();
    await page.getByLabel('Name').fill('QueueUnusual');
    await page.getByLabel('Metric or expression').fill('probe_duration_seconds');
    await page.getByTestId('range').click();
    await page.getByLabel('From', { exact: true }).fill('2026-01-05T08:00:00Z');
    await page.getByLabel('To', { exact: true }).fill('2026-01-06T20:00:00Z');
    await page.getByRole('button', { name: 'Apply' }).click();
    const asked = page.waitForRequest((request) => request.url().endsWith('/api/v1/rules/backtest'));
    await page.getByRole('button', { name: 'Back-test', exact: true }).click();
    const { from, to, thresholds } = (await asked).postDataJSON();
    expect({ from, to, thresholds }).toEqual({ from: '2026-01-05T08:00:00.000Z', to: '2026-01-06T20:00:00.000Z', thresholds: [] });
    await page.getByTestId('backtest-no-slider').getByText('an anomaly is judged by its probability').waitFor();
    await page.getByTestId('backtest-strip').waitFor();
    expect(await page.getByRole('slider').count()).toBe(0);
  });

  it('tries other thresholds of a rule whose threshold is not the end of its expression, and takes over what was tried', async () => {
    await open('/alerts/rules/new');
    await page.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: 'As in a rule file' }).click();
    await page.getByLabel('Rule, as JSON').fill('{ "alert": "SlowUnderLoad", "expr": "probe_duration_seconds > 0.05 and on (target) orders > 10" }');
    const asked = page.waitForRequest((request) => request.url().endsWith('/api/v1/rules/backtest'));
    await page.getByRole('button', { name: 'Back-test', exact: true }).click();
    expect((await asked).postDataJSON().thresholds).toHaveLength(16);
    await page.getByRole('slider').press('ArrowRight');
    await page.getByRole('button', { name: 'Use this threshold' }).click();
    expect(JSON.parse(await page.getByLabel('Rule, as JSON').inputValue()).expr).toBe('probe_duration_seconds > (0.0525) and on (target) orders > 10');
  });

  it('writes a recording rule, which has nothing to back-test', async () => {
    await open('/alerts/rules/new');
    await page.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: 'Recording' }).click();
    await page.getByLabel('Name').fill('job:probe_duration:max');
    await page.getByLabel('Metric or expression').fill('max by (job) (probe_duration_seconds)');
    expect(await page.getByRole('button', { name: 'Back-test', exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'More settings' }).click();
    await page.getByLabel('Evaluated every').fill('1m');
    const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/api/v1/rules'));
    await page.getByRole('button', { name: 'Save' }).click();
    expect((await sent).postDataJSON()).toEqual({ enabled: true, interval: '1m', record: 'job:probe_duration:max', metric: 'max by (job) (probe_duration_seconds)' });
    await page.getByTestId('rule-row').filter({ hasText: 'job:probe_duration:max' }).waitFor();
  });

  it('says in words what a rule does beside firing', async () => {
    await open('/alerts/rules');
    await page.getByTestId('rule-row').filter({ hasText: 'TargetSlow' }).click();
    await page.getByTestId('rule-settings').getByText('An alert that fires recovers only once the value has passed 0.04.').waitFor();
    await page.getByTestId('rule-settings').getByText('Missing data is an alert (warning): what the rule reads has no samples, after 5m.').waitFor();
  });

  it('shows what a rule said before, takes it over, and switches the rule off and on again', async () => {
    await open('/alerts/rules/q1');
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
});

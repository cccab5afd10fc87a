import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { executablePath } from './chromium.mjs';
import { startPage } from './page.mjs';

describe.skipIf(executablePath === undefined)('load tests, in a browser', () => {
  let opened, page, open, path;

  beforeAll(async () => { opened = await startPage(inject('dist')); });
  afterAll(() => opened?.close());
  beforeEach(async () => { ({ page, open, path } = await opened.newPage()); });
  afterEach(() => opened.closePage());

  const card = (title) => page.locator('section').filter({ has: page.getByText(title, { exact: true }) }).first();

  // S0-05, S0-06, S0-07, S0-08, S0-09, S0-10, S0-11, S0-45, S0-46
  it('starts a load test, shows how far it is, and stops it', async () => {
    await open('/loadtests');
    await page.getByRole('button', { name: 'Start load test' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Address under load').fill('http://shop.example/');
    await form.getByLabel('Name').fill('One-off');
    await form.getByRole('button', { name: 'Start load test' }).click();
    await form.getByText("The host 'shop.example' is not allowed as a target;").waitFor();
    await form.getByLabel('Address under load').fill('http://localhost:3000/shop');
    await form.getByRole('button', { name: 'Start load test' }).click();

    await page.getByRole('heading', { name: 'One-off', level: 1 }).waitFor();
    await page.getByTestId('run-status').filter({ hasText: /^🔄 Running\.\.\. \d+\.\d% \| Active: \d+ \| RPS: \d+\.\d \| Success: \d+\.\d% \| Completed: \d+$/ }).waitFor();
    await page.getByRole('progressbar', { name: 'Progress of One-off' }).waitFor();
    expect(await card('Progress').innerText()).toMatch(/\d%\s+of 1m/);
    expect(await card('Active virtual users').innerText()).toMatch(/\d+\s+of 10/);
    expect(await card('Current RPS').innerText()).toMatch(/\d\s+peak [\d.]+, mean [\d.]+/);
    expect(await card('Success rate').innerText()).toMatch(/99\.6%/);
    expect(await card('Completed').innerText()).toMatch(/\d\s+succeeded/);

    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Stop' }).click();
    await page.getByTestId('run-status').filter({ hasText: '⏹️ Stopped: ' }).waitFor();
    await page.getByRole('link', { name: 'Load tests' }).last().click();
    await page.getByTestId('loadtest-row').filter({ hasText: 'One-off' }).filter({ hasText: 'Stopped' }).waitFor();
  });

  // S0-24, S0-25, S0-26, S0-27, S0-39
  it('shows a run that has ended as one chart, as several, and as a summary', async () => {
    await open('/loadtests/lt2');
    await page.getByTestId('run-status').filter({ hasText: /^✅ Finished: 129,545 requests, 99\.6% succeeded, peak 495 RPS, \d+ms on average, in 300s|5min$/ }).waitFor();
    await page.getByRole('img', { name: 'Overview, 4 lines' }).waitFor();
    await page.getByRole('radiogroup', { name: 'What is shown' }).getByText('Detailed metrics').click();
    for (const name of ['Requests per second, 1 line', 'Response times so far, 4 lines', 'Success rate, 1 line', 'Active virtual users, 1 line']) await page.getByRole('img', { name }).waitFor();
    expect(path()).toBe('/dashboard/loadtests/lt2?view=details');
    await page.getByRole('radiogroup', { name: 'What is shown' }).getByText('Summary').click();
    await card('Max users').filter({ hasText: '50' }).waitFor();
    await card('Min success').filter({ hasText: '99.6%' }).waitFor();
    expect(await card('Requests in total').innerText()).toMatch(/129,545/);
    await page.getByRole('img', { name: 'Requests over time, 2 lines' }).waitFor();
  });

  // S0-31, S0-32
  it.each(['CSV', 'NDJSON'])('exports everything a run measured as %s', async (format) => {
    await open('/loadtests/lt2');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: `Export as ${format}` }).click();
    const { searchParams } = new URL((await saved).url());
    expect(searchParams.get('format')).toBe(format.toLowerCase());
    expect(searchParams.get('query')).toBe('{__name__=~"loadtest_(.+)",run="lt2"}');
    expect(Number(searchParams.get('end')) - Number(searchParams.get('start'))).toBe(300);
  });

  it('finds runs by state and words, and keeps that in the address', async () => {
    await open('/loadtests?state=finished');
    await expect.poll(() => page.getByTestId('loadtest-row').count()).toBe(2);
    await page.getByRole('radiogroup', { name: 'State' }).getByText('All', { exact: true }).click();
    await page.getByLabel('Search name, address, person').fill('search');
    await expect.poll(() => page.getByTestId('loadtest-row').count()).toBe(2);
    expect(path()).toBe('/dashboard/loadtests?q=search');
    await page.getByTestId('loadtest-row').filter({ hasText: 'Interrupted' }).waitFor();
  });

  it('compares two runs side by side and over each other', async () => {
    await open('/loadtests?q=50+users');
    const compare = page.getByRole('button', { name: 'Compare' });
    expect(await compare.isDisabled()).toBe(true);
    for (const box of await page.getByTestId('loadtest-row').getByRole('checkbox').all()) await box.check();
    await compare.click();

    await page.getByRole('heading', { name: 'Two load tests compared' }).waitFor();
    expect(path()).toBe('/dashboard/loadtests/compare?before=lt1&after=lt2');
    const throughput = page.getByTestId('comparison-row').filter({ hasText: 'throughput' });
    expect(await throughput.innerText()).toMatch(/312 requests\/s[\s\S]*455 requests\/s[\s\S]*\+45\.8%[\s\S]*More than chance/);
    expect(await page.getByTestId('overall-effectiveness').innerText()).toBe('+29.9%');
    await page.getByRole('img', { name: 'P95 response, 2 lines' }).waitFor();
    await page.getByRole('button', { name: 'Swap' }).click();
    await expect.poll(path).toBe('/dashboard/loadtests/compare?before=lt2&after=lt1');
  });

  it('reads on to older runs', async () => {
    await open('/loadtests?q=checkout');
    await expect.poll(() => page.getByTestId('loadtest-row').count()).toBe(3);
    await page.getByRole('button', { name: 'Older load tests' }).click();
    await page.getByTestId('loadtest-row').filter({ hasText: 'Checkout, long ago' }).waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Older load tests' }).count()).toBe(0);
  });

  it('offers older runs for comparison once they are asked for', async () => {
    await open('/loadtests/compare?after=lt2');
    await page.getByRole('button', { name: 'Older load tests' }).first().click();
    await page.getByLabel('Before').first().click();
    await page.getByRole('option', { name: /^Checkout, long ago/ }).first().click();
    await expect.poll(path).toBe('/dashboard/loadtests/compare?after=lt2&before=lt-older');
  });

  it('compares with a run that is older than those of the list', async () => {
    await open('/loadtests/compare?before=lt-older&after=lt2');
    await expect.poll(() => page.getByLabel('Before').first().inputValue()).toMatch(/^Checkout, long ago · .* · finished$/);
    await page.getByRole('img', { name: 'P95 response, 2 lines' }).waitFor();
    await page.getByTestId('comparison-row').first().waitFor();
    expect(await page.getByRole('columnheader', { name: 'Target' }).count()).toBe(0);
  });

  it('says that nothing is known of a run', async () => {
    await open('/loadtests/compare?before=lt&after=lt2');
    await page.getByText("The history holds nothing of the load test 'lt'.").waitFor();
  });
});

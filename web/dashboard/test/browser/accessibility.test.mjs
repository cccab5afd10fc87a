import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startMock } from '../mock/server.mjs';
import { executablePath, launch } from './chromium.mjs';
import { openViews, views } from './views.mjs';

const axe = createRequire(import.meta.url)('axe-core').source;

// S1-54, S3-92: every view fits a phone and a desktop.
describe.skipIf(executablePath === undefined).each([
  ['light', 1440],
  ['dark', 390],
])('in %s colours, %i pixels wide', (colorScheme, width) => {
  let browser, mock, page;

  beforeAll(async () => {
    mock = await startMock({ port: 0, dist: inject('dist') });
    browser = await launch();
    // The page's own policy would keep axe out.
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce', bypassCSP: true });
    page = await context.newPage();
    await page.goto(`http://127.0.0.1:${mock.port}/dashboard/login`);
    await page.getByLabel('User name').fill('admin');
    await page.getByLabel('Password', { exact: true }).fill('password');
    await page.keyboard.press('Enter');
    await page.getByTestId('connection').waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await mock?.close();
  });

  it.each([...views.map(([name, path]) => [name, path, '[data-testid=connection]']), ...openViews])('%s has nothing axe objects to and fits the screen', async (_name, path, sign) => {
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`http://127.0.0.1:${mock.port}/dashboard${path}`);
    await page.locator(sign).first().waitFor();
    await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => undefined);
    await page.evaluate(axe);

    const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ['violations'] }));
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target}`))).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    expect(errors).toEqual([]);
  });
});

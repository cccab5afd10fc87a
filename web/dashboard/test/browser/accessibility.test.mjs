import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { executablePath } from './chromium.mjs';
import { startPage } from './page.mjs';
import { dialogs, openDialog, openViews, views } from './views.mjs';

const axe = createRequire(import.meta.url)('axe-core').source;

// S1-54, S3-92: every view fits a phone and a desktop.
describe.skipIf(executablePath === undefined).each([
  ['light', 1440],
  ['dark', 390],
])('in %s colours, %i pixels wide', (colorScheme, width) => {
  let app, page, go;

  beforeAll(async () => {
    app = await startPage(inject('dist'));
    // The page's own policy would keep axe out.
    const opened = await app.newPage({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
    ({ page, go } = opened);
    await opened.open('/', 'admin');
  });
  afterAll(() => app?.close());

  it.each([...views.map(([name, path]) => [name, path, '[data-testid=connection]']), ...openViews])('%s has nothing axe objects to and fits the screen', async (_name, path, sign) => {
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await go(path);
    await page.locator(sign).first().waitFor();
    await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => undefined);
    await expectAccessible();
    expect(errors).toEqual([]);
  });

  it.each(dialogs)('the dialog %s has nothing axe objects to and fits the screen', async (_name, path, button) => {
    await go(path);
    await openDialog(page, button);
    await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => undefined);
    await expectAccessible();
    expect(await page.getByRole('dialog').evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  });

  it.runIf(width === 390)('a form is the whole screen of a phone', async () => {
    await go('/targets');
    await openDialog(page, 'Add target');
    expect(await page.getByRole('dialog').evaluate((element) => [element.clientWidth, element.clientHeight])).toEqual([390, 900]);
  });

  async function expectAccessible() {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ['violations'] }));
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target}`))).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  }
});

import { startMock } from '../mock/server.mjs';
import { launch } from './chromium.mjs';

/** The page over a mock of its server, in a browser; one page at a time. */
export async function startPage(dist) {
  const mock = await startMock({ port: 0, dist });
  const browser = await launch();
  let context;
  return {
    mock,
    async newPage(options = {}) {
      context = await browser.newContext({ reducedMotion: 'reduce', ...options });
      context.setDefaultTimeout(15_000);
      const page = await context.newPage();
      return {
        context,
        page,
        open: (at, user) => signIn(page, mock, at, user),
        go: (at) => page.goto(`http://127.0.0.1:${mock.port}/dashboard${at}`),
        path: () => new URL(page.url()).pathname + new URL(page.url()).search,
      };
    },
    closePage() {
      mock.failFor(null);
      return context.close();
    },
    async close() {
      await browser.close();
      await mock.close();
    },
  };
}

async function signIn(page, mock, at, user = 'olga') {
  await page.goto(`http://127.0.0.1:${mock.port}/dashboard/login?redirect=${encodeURIComponent(at)}`);
  await page.getByLabel('User name').fill(user);
  await page.getByLabel('Password', { exact: true }).fill('password');
  await page.keyboard.press('Enter');
  await page.locator('[data-testid=connection][data-state=connected]').waitFor();
}

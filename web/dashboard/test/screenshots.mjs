// Pictures of every page and dialog in both colour schemes and both widths, and what axe finds on them.
// node test/screenshots.mjs <base address> <folder> [user] [password]
import { createRequire } from 'node:module';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launch } from './browser/chromium.mjs';
import { dialogs, openDialog, views } from './browser/views.mjs';

const [base = 'http://127.0.0.1:3000', folder = 'screenshots', user = 'admin', password = 'password'] = process.argv.slice(2);
const axe = createRequire(import.meta.url)('axe-core').source;
const pages = JSON.parse(process.env.PAGES ?? 'null') ?? views;
const opened = JSON.parse(process.env.DIALOGS ?? 'null') ?? dialogs;

await mkdir(folder, { recursive: true });
const browser = await launch();
let problems = 0;
for (const scheme of (process.env.SCHEMES ?? 'light,dark').split(',')) {
  for (const width of (process.env.WIDTHS ?? '1440,390').split(',').map(Number)) {
    const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: width < 600 ? 844 : 900 }, reducedMotion: 'reduce', bypassCSP: true });
    const page = await context.newPage();
    page.on('console', (message) => { if (message.type() === 'error' && !message.text().includes('401')) report(`console: ${message.text()}`); });
    page.on('pageerror', (error) => report(`page error: ${error.stack}`));
    let name = 'login';
    const report = (text) => { problems++; console.log(`${name} ${scheme} ${width}: ${text}`); };
    const look = async () => {
      await page.waitForTimeout(900);
      await page.screenshot({ path: join(folder, `${name}-${scheme}-${width}.png`), fullPage: true });
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ['violations'] }));
      for (const { id, nodes } of violations) report(`axe ${id}: ${nodes.map(({ target, any }) => `${target} ${any[0]?.message ?? ''}`).slice(0, 4).join(' | ')}`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (overflow > 0) report(`wider than the screen by ${overflow} px`);
    };
    await page.goto(`${base}/dashboard/`);
    await page.waitForURL(/login/);
    await look();
    await page.fill('input[name=user]', user);
    await page.fill('input[name=password]', password);
    await page.keyboard.press('Enter');
    await page.waitForURL(/dashboard\/?$/);
    for (const [title, path] of pages) {
      name = title;
      await page.goto(`${base}/dashboard${path}`);
      await page.waitForSelector('h1');
      await look();
    }
    for (const [title, path, button] of opened) {
      name = `dialog-${title}`;
      await page.goto(`${base}/dashboard${path}`);
      await openDialog(page, button);
      await look();
    }
    await context.close();
  }
}
await browser.close();
console.log(problems === 0 ? 'No problems' : `${problems} problems`);

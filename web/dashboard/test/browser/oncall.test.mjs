import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { executablePath } from './chromium.mjs';
import { startPage } from './page.mjs';

describe.skipIf(executablePath === undefined)('who is told of alerts, in a browser', () => {
  let app, page, open;

  beforeAll(async () => {
    app = await startPage(inject('dist'));
  });
  afterAll(() => app?.close());
  beforeEach(async () => {
    ({ page, open } = await app.newPage());
  });
  afterEach(() => app.closePage());

  // S2-14
  it('enters a person, a schedule and a policy, and lets somebody stand in', async () => {
    await open('/alerts/oncall');
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
    await open('/alerts/channels', 'admin');
    const slack = page.getByTestId('channel-row').filter({ hasText: 'slack' });
    await slack.getByText('Not delivering').waitFor();
    await slack.getByText('no answer within 10 s').waitFor();
    await slack.getByText(/nothing gets through; began \d+ min\. ago/).waitFor();
    const email = page.getByTestId('channel-row').filter({ hasText: 'email' });
    await email.getByText('3 hr. ago', { exact: true }).waitFor();
    await email.getByRole('button', { name: 'Send test to email' }).click();
    await email.getByText('Delivered in 38 ms.').waitFor();
    const way = page.getByTestId('path-row').filter({ hasText: 'email' });
    // S3-80
    expect(await way.innerText()).toMatch(/29.*132.*185.*Met.*99 % within 1/s);
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
    await open('/alerts/quality', 'viet');
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
    await open('/alerts/actions', 'admin');
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
    await open('/alerts/routing', 'viet');
    await page.getByLabel('Labels of an alert').fill('severity=critical team=payments');
    await page.locator('[data-testid=route][data-taken=true]').getByText('{team="payments"}').waitFor();
    expect(await page.locator('[data-taken=true]').count()).toBe(1);
    await page.getByLabel('Labels of an alert').fill('severity=');
    await page.locator('[data-taken=true]').getByText('everything').waitFor();
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { executablePath } from './chromium.mjs';
import { startPage } from './page.mjs';

describe.skipIf(executablePath === undefined)('the pages of alerting', () => {
  let app, page, open, go, path;

  beforeAll(async () => {
    app = await startPage(inject('dist'));
  });
  afterAll(() => app?.close());
  beforeEach(async () => {
    ({ page, open, go, path } = await app.newPage());
  });
  afterEach(() => app.closePage());

  it('acknowledges an alert by click, with a note from the list, and takes it back', async () => {
    await open('/alerts');
    const row = page.getByTestId('alert-row').filter({ hasText: 'TargetSlow' });
    await row.getByRole('button', { name: 'Acknowledge TargetSlow' }).click();
    await page.getByLabel('Note').fill('looking at it');
    await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge', exact: true }).click();
    await row.getByText('Acknowledged').waitFor();
    await row.getByRole('button', { name: /Withdraw/ }).click();
    await row.getByText('Firing').waitFor();
  });

  // S2-98
  it('shows with an alert what it cost the business, and why it cannot be told where it cannot', async () => {
    await open('/alerts/a2');
    const revenue = page.getByRole('region', { name: 'What it took from revenue' });
    await revenue.getByText('About 1,240 € lost').waitFor();
    await revenue.getByText('95% between 902 € and 1,598 €.').waitFor();
    await revenue.getByRole('img', { name: 'revenue: measured, and expected without the alert' }).waitFor();
    await revenue.getByText('shop_error_ratio: left out').waitFor();
    await page.getByRole('region', { name: 'What it took from sign-ups' }).getByText('The loss cannot be told: not enough data: 61 of 100 values needed before the incident').waitFor();
  });

  // S3-61, S3-70, S3-76, S2-111
  it('groups alerts of one trouble, counts each level, filters by address, and is walked through by keyboard', async () => {
    await open('/alerts');
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
    await open('/alerts', 'viet');
    const button = page.getByRole('button', { name: 'Acknowledge TargetDown' });
    expect(await button.isDisabled()).toBe(true);
    await button.hover();
    await page.getByRole('tooltip').getByText('This needs the role operator.').waitFor();
    await page.mouse.move(0, 0);
    await page.getByRole('tooltip').waitFor({ state: 'hidden' });

    // By keyboard alone: the button takes the focus, shows why, and does nothing.
    // The tooltip of the button before it may still be fading.
    while (!(await button.evaluate((element) => element === document.activeElement))) await page.keyboard.press('Tab');
    await page.getByRole('tooltip').getByText('This needs the role operator.').last().waitFor();
    await page.keyboard.press('Enter');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  // S3-72
  it('says what to do about an alert and why it came, and keeps comments and the verdict', async () => {
    await open('/alerts/a2');
    await page.getByText('Look at what the time is spent on').waitFor();
    await page.getByText(/^Change: deploy, shop 2.3/).waitFor();
    await page.getByLabel('Comment').fill('Browser comment');
    await page.getByRole('button', { name: 'Comment' }).click();
    await page.getByText('Browser comment').waitFor();
    await page.getByRole('button', { name: 'False alarm' }).click();
    await page.getByText(/^Judged by olga/).waitFor();
    expect(await page.getByRole('button', { name: 'False alarm' }).getAttribute('aria-pressed')).toBe('true');
  });

  it('silences an alert after showing what the silence would hit, and ends the silence', async () => {
    await open('/alerts/a2');
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

  // S3-71
  it('opens any time an alert fired, and judges that one', async () => {
    await open('/alerts?state=resolved');
    await page.getByRole('link', { name: 'HostCpuHigh' }).click();
    await page.waitForURL(/a4\?episode=40$/);
    const episodes = page.getByTestId('episode-row');
    await episodes.nth(1).getByRole('link').click();
    await page.waitForURL(/a4\?episode=39$/);
    await page.getByText('This is an earlier time it fired.').waitFor();
    await page.getByLabel('Why, in a word').fill('the backup');
    await page.getByRole('button', { name: 'Known' }).click();
    await page.getByText(/Judged by olga/).waitFor();
    await page.getByText('the backup', { exact: true }).waitFor();

    await page.getByRole('link', { name: 'Show the newest' }).click();
    await page.getByText('Counts towards the precision of the rule.').waitFor();
    expect(path()).toBe('/dashboard/alerts/a4');
  });

  it('says what came of each where not all could be acknowledged', async () => {
    await open('/alerts');
    await page.getByRole('button', { name: 'Acknowledge all' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Note').fill('both mine');
    app.mock.resolve('a2');
    await dialog.getByRole('button', { name: 'Acknowledge', exact: true }).click();
    await dialog.getByText('1 acknowledged.').waitFor();
    await dialog.getByText('1 is over already: TargetSlow').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Withdraw the acknowledgement of TargetDown' }).click();
    await page.getByRole('button', { name: 'Acknowledge TargetDown' }).waitFor();
    app.mock.reopen('a2');
  });

  // S3-71
  it('says that there are more alerts than it shows, reads on, and looks back only as far as it is asked to', async () => {
    app.mock.alertsPerPage(2);
    await open('/alerts?state=all&group=none');
    await page.getByText('There are more than the 2 alerts here').waitFor();
    expect(await page.getByTestId('alert-row').count()).toBe(2);
    await page.getByRole('button', { name: 'Read more' }).click();
    await page.getByText('There are more than the 4 alerts here').waitFor();
    await page.getByRole('button', { name: 'Read more' }).click();
    await page.getByText('There are more than').waitFor({ state: 'hidden' });
    expect(await page.getByTestId('alert-row').count()).toBe(5);
    app.mock.alertsPerPage(Infinity);
    await page.getByRole('combobox', { name: 'Time' }).click();
    await page.getByRole('option', { name: /24h/ }).click();
    await page.getByText('CertificateExpires').waitFor({ state: 'hidden' });
    expect(path()).toBe('/dashboard/alerts?state=all&group=none&since=24h');
  });

  it('takes an alert over from another, says until when, and says when that failed', async () => {
    await open('/alerts/a3', 'admin');
    await page.getByRole('button', { name: 'Take over' }).click();
    const dialog = page.getByRole('dialog', { name: 'Take over HostMemoryHigh from olga' });
    await dialog.getByText('4h', { exact: true }).click();
    await dialog.getByRole('button', { name: 'Acknowledge', exact: true }).click();
    await page.getByRole('row', { name: /Acknowledged by admin/ }).waitFor();
    await page.getByRole('row', { name: /Taken back/ }).waitFor();

    app.mock.failFor(/acknowledge$/);
    await page.getByRole('button', { name: 'Withdraw the acknowledgement' }).click();
    await page.getByRole('alert').filter({ hasText: 'analytics does not answer' }).waitFor();
    app.mock.failFor(null);
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    expect(await page.getByRole('dialog').getByLabel('Note').inputValue()).toBe('Restarting the importer tonight.');
  });

  // S3-81
  it('shows the way each message took, and what was decided for each channel', async () => {
    await open('/alerts/a2', 'viet');
    const email = page.getByTestId('notification-row').filter({ hasText: 'email' });
    expect(await email.innerText()).toMatch(/5\.07\s?s/);
    await email.getByRole('button', { name: 'Details' }).click();
    expect(await page.getByTestId('path-part').filter({ hasText: 'Sample to rule' }).innerText()).toMatch(/21\s?ms/);
    expect(await page.getByTestId('path-part').filter({ hasText: 'Message to channel' }).innerText()).toMatch(/41\s?ms/);
    await page.getByTestId('standing').getByText(/waits for the channel's limit/).waitFor();
  });

  // S2-14
  it('says how an escalation stands, and before it what would lead to nobody', async () => {
    await open('/alerts/a1', 'viet');
    const escalation = page.getByTestId('escalation');
    await escalation.getByText('1 of 3 steps taken.').waitFor();
    await escalation.getByText("nora, on call in 'ops', over sms-nora").waitFor();
    await escalation.getByText("there is no person 'carl'").waitFor();
    await page.getByRole('link', { name: 'critical', exact: true }).click();
    await page.waitForURL(/alerts\/oncall$/);
    await page.getByTestId('policy-row').filter({ hasText: 'critical' }).getByText("step 2: there is no person 'carl'").waitFor();
    await page.getByText('Times of Europe/Berlin; shown here in yours.').waitFor();
  });

  it('finds a silence, makes it longer in one step, and makes an old one again', async () => {
    await open('/alerts/silences');
    await page.getByRole('textbox', { name: 'Search' }).fill('olga deploying');
    await page.waitForURL(/q=olga/);
    const rows = page.getByTestId('silence-row');
    await expect.poll(() => rows.count()).toBe(1);
    await rows.getByRole('button', { name: /^Change/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Change silence' });
    expect(await dialog.getByLabel('Comment').inputValue()).toBe('Deploying shop 2.3');
    await dialog.getByText('8h', { exact: true }).click();
    const sent = page.waitForRequest((request) => request.method() === 'PUT');
    await dialog.getByRole('button', { name: 'Save' }).click();
    expect((await sent).url()).toMatch(/api\/silences\/s1$/);
    await dialog.waitFor({ state: 'hidden' });
    await rows.getByText(/ends in 7 hr/).waitFor();

    await page.getByText('Expired', { exact: true }).click();
    await expect.poll(() => rows.count()).toBe(1);
    await rows.getByRole('button', { name: /^Make again/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Create silence' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByText('Current', { exact: true }).click();
    await expect.poll(() => rows.count()).toBe(2);
  });

  // S2-104
  it('back-tests a rule of a file as it stands, with another threshold and with what really was wrong, and copies it', async () => {
    await open('/alerts/rules');
    const row = page.getByTestId('rule-row').filter({ hasText: 'TargetSlow' });
    await row.getByRole('button', { name: 'Details' }).click();
    await page.getByRole('link', { name: 'Back-test or copy' }).click();
    await page.waitForURL(/rules\/new\?copy=TargetSlow&file=targets.yml/);
    await page.getByText('This begins as a rule that is in force').waitFor();
    expect(await page.getByLabel('In force').isChecked()).toBe(false);
    const asked = page.waitForRequest((request) => request.url().endsWith('/api/v1/rules/backtest'));
    await page.getByTestId('backtest-incidents').getByText('1 annotation').waitFor();
    await page.getByRole('button', { name: 'Back-test', exact: true }).click();
    const question = (await asked).postDataJSON();
    expect(question.draft.rule.expr).toBe('probe_duration_seconds > 0.05');
    expect(question.draft.rule['x-perfmonitor']).toMatchObject({ recovery_threshold: 0.04, no_data: { for: '5m' } });
    expect(question.draft).toMatchObject({ interval: '1000ms', limit: 50, enabled: false });
    expect(question.incidents.map(({ name }) => name)).toEqual(['Orders answered slowly']);
    expect(question.thresholds).toHaveLength(16);
    await page.getByRole('slider').press('ArrowRight');
    await page.getByRole('button', { name: 'Use this threshold' }).click();
    const changed = JSON.parse(await page.getByLabel('Rule, as JSON').inputValue());
    expect(changed.expr).toBe('probe_duration_seconds > 0.0525');
    expect(changed['x-perfmonitor']).toMatchObject({ recovery_threshold: 0.0425, approaching: { threshold: 0.0475 } });
  });

  it('shows what maintenance would hit before it is saved, changes it, and says when somebody else was first', async () => {
    await open('/alerts/maintenance');
    await page.getByRole('button', { name: 'Plan maintenance' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Would hold back 3 of 3 open alerts').waitFor();
    await dialog.getByText(/^4 targets: /).waitFor();
    await dialog.getByRole('button', { name: 'Add a matcher' }).click();
    await dialog.getByLabel('Label 1').fill('target');
    await dialog.getByLabel('Value 1').fill('Orders API');
    await dialog.getByText('Would hold back 1 of 3 open alerts').waitFor();
    await dialog.getByText('1 target: Orders API').waitFor();
    await dialog.getByRole('textbox', { name: /^Name/ }).fill('New disks');

    await dialog.getByLabel('Operator 1').click();
    await page.getByRole('option', { name: '=~', exact: true }).click();
    await dialog.getByLabel('Value 1').fill('Orders (');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => dialog.getByText("matcher 1, of 'target': Invalid pattern").count()).toBe(2);
    expect(await dialog.getByText('One or more validation errors').count()).toBe(0);
    await dialog.getByLabel('Value 1').fill('Orders.*');
    await dialog.getByText('1 target: Orders API').waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });

    await page.getByRole('button', { name: 'Change: New disks' }).click();
    await dialog.getByText('Would hold back 1 of 3 open alerts').waitFor();
    await dialog.getByText('Weekly', { exact: true }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const row = page.getByTestId('maintenance-row').filter({ hasText: 'New disks' });
    await row.getByText(/Sun.* at 02:00 for 2h/).waitFor();
    expect(await row.count()).toBe(1);

    await page.getByRole('button', { name: 'Change: New disks' }).click();
    app.mock.replaceWindow('New disks');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('somebody may have changed or removed it meanwhile').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Delete: New disks' }).click();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await row.waitFor({ state: 'hidden' });
  });

  it('leads from an alert to the route it takes, with what can hold it back beside the tree', async () => {
    await open('/alerts/a2');
    await page.getByRole('link', { name: 'Which route it takes' }).click();
    await page.waitForURL(/alerts\/routing\?q=/);
    expect(await page.getByLabel('Labels of an alert').inputValue()).toContain('instance="https://api.shop.example/orders"');
    await page.getByText('Tells: email, slack').waitFor();
    expect(await page.locator('[data-testid=route][data-taken=true]').count()).toBe(1);
    const inhibition = page.getByRole('list', { name: 'Held back by others' }).getByRole('listitem');
    await inhibition.filter({ hasText: 'severity="critical"' }).getByText('Can hold this alert back').waitFor();
    const front = page.getByRole('list', { name: 'Targets behind others' }).getByRole('listitem');
    await front.filter({ hasText: 'Shop front is in front of Orders API, Payments' }).getByText('Can hold this alert back').waitFor();

    await page.getByLabel('Labels of an alert').fill('severity=critical team=payments target="Shop front"');
    await page.getByText('Tells: pager').waitFor();
    await page.locator('[data-testid=route][data-taken=true]').getByText(/^After telling, says nothing of a new beginning for 10m/).waitFor();
    await front.getByText('This alert can hold others back').waitFor();
    expect(await page.getByText('Can hold this alert back').count()).toBe(0);
  });

  it('acknowledges and silences an alert by the keys of the list on its own page too', async () => {
    await open('/alerts/a2');
    const acknowledge = page.getByRole('button', { name: 'Acknowledge', exact: true });
    expect(await acknowledge.locator('kbd').innerText()).toBe('a');
    await acknowledge.waitFor();
    const dialog = page.getByRole('dialog');
    await page.keyboard.press('s');
    await dialog.getByText('Would hold back 1 of 3 open alerts').waitFor();
    // The keys of the page behind a dialog are out of reach.
    await dialog.getByRole('button', { name: 'Cancel' }).focus();
    await page.keyboard.press('a');
    expect(await page.getByRole('dialog').count()).toBe(1);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.keyboard.press('a');
    await dialog.getByLabel('Note').fill('by key');
    await dialog.getByRole('button', { name: 'Acknowledge', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Withdraw the acknowledgement of TargetSlow' }).click();
    await acknowledge.waitFor();

    await open('/alerts/a2', 'viet');
    await acknowledge.waitFor();
    await page.keyboard.press('a');
    await page.getByRole('alert').getByText('This needs the role operator.').waitFor();
    expect(await dialog.count()).toBe(0);
  });
});

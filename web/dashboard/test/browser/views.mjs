/** Every view, with data of the mock, as name and address. */
export const views = [
  ['overview', '/'],
  ['targets', '/targets'],
  ['target', '/targets/t3'],
  ['alerts', '/alerts?state=all'],
  ['alert', '/alerts/a2'],
  ['alert-earlier', '/alerts/a4?episode=39'],
  ['rules', '/alerts/rules'],
  ['rule-new', '/alerts/rules/new'],
  ['rule-edit', '/alerts/rules/q1'],
  ['routing', '/alerts/routing?q=severity%3Dcritical'],
  ['oncall', '/alerts/oncall'],
  ['channels', '/alerts/channels'],
  ['quality', '/alerts/quality'],
  ['actions', '/alerts/actions'],
  ['silences', '/alerts/silences'],
  ['maintenance', '/alerts/maintenance'],
  ['overview-day', '/?window=24h'],
  ['scores', '/health'],
  ['objectives', '/health/objectives'],
  ['objective', '/health/objectives/checkout'],
  ['objective-gone', '/health/objectives/no-such-objective'],
  ['recommendations', '/health/recommendations'],
  ['capacity', '/health/capacity'],
  ['outlooks', '/health/outlooks'],
  ['trends', '/health/trends?query=probe_duration_seconds&range=30d'],
  ['anomalies', '/analysis'],
  ['anomalies-filtered', '/analysis?severity=warning&detector=zScore&confidence=0.8'],
  ['watches', '/analysis/watches'],
  ['baselines', '/analysis/baselines'],
  ['baselines-run', '/analysis/baselines?name=release-2.3&compared=run&run=lt2'],
  ['loadtests', '/loadtests'],
  ['loadtest-running', '/loadtests/lt3'],
  ['loadtest-details', '/loadtests/lt2?view=details'],
  ['loadtest-summary', '/loadtests/lt0?view=summary'],
  ['loadtest-interrupted', '/loadtests/lt'],
  ['loadtests-compared', '/loadtests/compare?before=lt1&after=lt2'],
  ['loadtests-compare', '/loadtests/compare'],
  ['annotations', '/analysis/annotations'],
  ['reports', '/reports'],
  ['explore', '/explore?query=host_cpu_core_utilization_ratio'],
  ['explore-analysis', '/explore?query=host_cpu_utilization_ratio&forecast=on&anomalies=on'],
  ['explore-empty', '/explore'],
  ['explore-table', '/explore?query=probe_success&view=table'],
  ['account', '/settings/account'],
  ['keys', '/settings/keys'],
  ['users', '/settings/users'],
  ['backup', '/settings/backup'],
  ['audit', '/settings/audit'],
  ['nothing', '/no-such-page'],
];

/** What everybody may see, signed in or not, with a part of it to wait for. */
export const openViews = [
  ['login', '/login', 'main form'],
  ['status', '/status', 'main section'],
];

/** Every dialog, by name, address, and the button that opens it; the one without opens by its key. */
export const dialogs = [
  ['help', '/', null],
  ['acknowledge', '/alerts/a2', 'Acknowledge'],
  ['silence', '/alerts/a2', 'Silence this'],
  ['silence-new', '/alerts/silences', 'Create silence'],
  ['silence-end', '/alerts/silences', /^End now/],
  ['maintenance-new', '/alerts/maintenance', 'Plan maintenance'],
  ['maintenance-change', '/alerts/maintenance', 'Change: Backup'],
  ['person', '/alerts/oncall', 'Add person'],
  ['schedule', '/alerts/oncall', 'Create schedule'],
  ['policy', '/alerts/oncall', 'Create policy'],
  ['stand-in', '/alerts/oncall', 'Stand in for ops'],
  ['action', '/alerts/actions', 'Run emergency_system_check'],
  ['actions-stop', '/alerts/actions', 'Stop all actions'],
  ['target', '/targets', 'Add target'],
  ['probe', '/targets/t3', /^Probe/],
  ['objective', '/health/objectives', 'New objective'],
  ['outlook', '/health/outlooks', 'New outlook'],
  ['watch', '/analysis/watches', 'New watch'],
  ['baseline', '/analysis/baselines', 'Take baseline'],
  ['annotation', '/analysis/annotations', 'Add annotation'],
  ['load-test', '/loadtests', 'Start load test'],
  ['report', '/reports', 'Create report'],
  ['key', '/settings/keys', 'Create key'],
  ['user', '/settings/users', 'Add user'],
];

/** Opens the dialog of the page that is shown. */
export async function openDialog(page, button) {
  await page.locator('[data-testid=connection]').waitFor();
  await (button === null ? page.keyboard.press('?') : page.getByRole('button', { name: button }).first().click());
  await page.getByRole('dialog').waitFor();
}

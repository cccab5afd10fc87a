/** Every view, with data of the mock, as name and address. */
export const views = [
  ['overview', '/'],
  ['targets', '/targets'],
  ['target', '/targets/t3'],
  ['alerts', '/alerts?state=all'],
  ['alert', '/alerts/a2'],
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
  ['anomalies', '/analysis'],
  ['anomalies-filtered', '/analysis?severity=warning&detector=zScore&confidence=0.8'],
  ['baselines', '/analysis/baselines'],
  ['baselines-run', '/analysis/baselines?name=release-2.3&compared=run&run=lt2'],
  ['annotations', '/analysis/annotations'],
  ['reports', '/reports'],
  ['explore', '/explore?query=host_cpu_core_utilization_ratio'],
  ['explore-analysis', '/explore?query=host_cpu_utilization_ratio&forecast=on&anomalies=on'],
  ['explore-empty', '/explore'],
  ['explore-table', '/explore?query=probe_success&view=table'],
  ['account', '/settings/account'],
  ['keys', '/settings/keys'],
  ['users', '/settings/users'],
  ['audit', '/settings/audit'],
  ['nothing', '/no-such-page'],
];

/** What everybody may see, signed in or not, with a part of it to wait for. */
export const openViews = [
  ['login', '/login', 'main form'],
  ['status', '/status', 'main section'],
];

/** Every view, with data of the mock, as name and address. */
export const views = [
  ['overview', '/'],
  ['targets', '/targets'],
  ['target', '/targets/t3'],
  ['alerts', '/alerts?state=all'],
  ['alert', '/alerts/a2'],
  ['reports', '/reports'],
  ['explore', '/explore?query=host_cpu_core_utilization_ratio'],
  ['explore-empty', '/explore'],
  ['explore-table', '/explore?query=probe_success&view=table'],
  ['account', '/settings/account'],
  ['keys', '/settings/keys'],
  ['users', '/settings/users'],
  ['channels', '/settings/channels'],
  ['audit', '/settings/audit'],
  ['nothing', '/no-such-page'],
];

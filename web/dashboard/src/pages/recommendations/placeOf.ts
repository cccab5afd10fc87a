/** The pages on which a recommendation can be followed up, and what the navigation calls them. */
const PAGES = {
  objectives: '/health/objectives',
  capacity: '/health/capacity',
  trends: '/health/trends',
  targets: '/targets',
  alerts: '/alerts',
} as const;

type Page = keyof typeof PAGES;

const PAGE_OF: Readonly<Record<string, Page>> = {
  'no-objective': 'objectives',
  'budget-burns': 'objectives',
  'budget-used-up': 'objectives',
  'runs-out': 'capacity',
  'scale-out': 'capacity',
  'scale-in': 'capacity',
  'allocate-more': 'capacity',
  'allocate-less': 'capacity',
  'disk-grows': 'capacity',
  'memory-grows': 'capacity',
  'slowly-worse': 'trends',
  'no-targets': 'targets',
  'errors-usual': 'targets',
  'certificate-ends': 'targets',
  'dns-slow': 'targets',
  'handshake-slow': 'targets',
  'server-slow': 'targets',
  'transfer-slow': 'targets',
  'alerts-stale': 'alerts',
};

/** Where what a rule speaks of can be seen; null where no page shows just that. */
export function placeOf(rule: string): { readonly page: Page; readonly to: (typeof PAGES)[Page] } | null {
  const page = PAGE_OF[rule];
  return page === undefined ? null : { page, to: PAGES[page] };
}

import {
  IconBellRinging,
  IconChartLine,
  IconFileText,
  IconGauge,
  IconHeartbeat,
  IconLayoutDashboard,
  IconMicroscope,
  IconSettings,
  IconTargetArrow,
  type Icon,
} from '@tabler/icons-react';

interface Page {
  readonly to: string;
  /** Under `nav` in the texts. */
  readonly key: string;
}

interface Section extends Page {
  readonly icon: Icon;
  /** The pages of a section that has several; the section's own is the first. */
  readonly pages?: readonly Page[];
}

/** Everywhere the navigation leads, in its order. */
export const SECTIONS = [
  { to: '/', key: 'overview', icon: IconLayoutDashboard },
  { to: '/explore', key: 'explore', icon: IconChartLine },
  { to: '/targets', key: 'targets', icon: IconTargetArrow },
  {
    to: '/alerts',
    key: 'alerts',
    icon: IconBellRinging,
    pages: [
      { to: '/alerts', key: 'openAlerts' },
      { to: '/alerts/rules', key: 'rules' },
      { to: '/alerts/silences', key: 'silences' },
      { to: '/alerts/maintenance', key: 'maintenance' },
      { to: '/alerts/routing', key: 'routing' },
      { to: '/alerts/oncall', key: 'oncall' },
      { to: '/alerts/channels', key: 'channels' },
      { to: '/alerts/quality', key: 'quality' },
      { to: '/alerts/actions', key: 'actions' },
    ],
  },
  {
    to: '/health',
    key: 'health',
    icon: IconHeartbeat,
    pages: [
      { to: '/health', key: 'scores' },
      { to: '/health/objectives', key: 'objectives' },
      { to: '/health/recommendations', key: 'recommendations' },
      { to: '/health/capacity', key: 'capacity' },
      { to: '/health/outlooks', key: 'outlooks' },
      { to: '/health/trends', key: 'trends' },
    ],
  },
  {
    to: '/analysis',
    key: 'analysis',
    icon: IconMicroscope,
    pages: [
      { to: '/analysis', key: 'anomalies' },
      { to: '/analysis/watches', key: 'watches' },
      { to: '/analysis/baselines', key: 'baselines' },
      { to: '/analysis/annotations', key: 'annotations' },
    ],
  },
  { to: '/loadtests', key: 'loadTests', icon: IconGauge },
  { to: '/reports', key: 'reports', icon: IconFileText },
  { to: '/settings', key: 'settings', icon: IconSettings },
] as const satisfies readonly Section[];

type SectionOfPages = Extract<(typeof SECTIONS)[number], { readonly pages: unknown }>;

/** The pages of a section; none where it is one itself. */
export function pagesOf(section: (typeof SECTIONS)[number]): readonly SectionOfPages['pages'][number][] {
  return 'pages' in section ? section.pages : [];
}

/** Which page is current is said here; the router would also say it of every address below. */
export const EXACTLY = { exact: true, includeSearch: false } as const;

/** Whether an address belongs to a page or to what lies below it. */
export function isWithin(pathname: string, to: string): boolean {
  return pathname === to || (to !== '/' && pathname.startsWith(`${to}/`));
}

/** The page of a section that an address belongs to: of those that hold it, the one said most exactly. */
export function currentPage<One extends Page>(pathname: string, pages: readonly One[]): One | undefined {
  return [...pages].sort((left, right) => right.to.length - left.to.length).find(({ to }) => isWithin(pathname, to));
}

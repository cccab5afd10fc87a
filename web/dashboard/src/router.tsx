import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { ApiError } from './api/client';
import { fetchSession, sessionKey } from './api/session';
import { AppFailure } from './layout/AppFailure';
import { AppLoading } from './layout/AppLoading';
import { Shell } from './layout/Shell';
import {
  parseAlertSearch,
  parseAlertStorySearch,
  parseAnnotationSearch,
  parseAnomalySearch,
  parseBaselineSearch,
  parseCapacitySearch,
  parseChannelSearch,
  parseExploreSearch,
  parseLoadTestSearch,
  parseLoginSearch,
  parseObjectiveSearch,
  parseOverviewSearch,
  parseRangeSearch,
  parseRecommendationSearch,
  parseRoutingSearch,
  parseRuleCopySearch,
  parseRuleSearch,
  parseRunComparisonSearch,
  parseRunSearch,
  parseSearch,
  parseMaintenanceSearch,
  parseSilenceSearch,
  parseTargetSearch,
  parseTrendSearch,
  stringifySearch,
} from './lib/urlState';
import { NotFoundPage } from './pages/notFound/NotFoundPage';
import { queryClient } from './queryClient';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage });

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: parseLoginSearch,
  component: lazyRouteComponent(() => import('./pages/login/LoginPage'), 'LoginPage'),
});

/** For everybody, signed in or not. */
const status = createRoute({
  getParentRoute: () => root,
  path: '/status',
  component: lazyRouteComponent(() => import('./pages/status/StatusPage'), 'StatusPage'),
});

/** Everything that needs somebody signed in. */
const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
  pendingComponent: AppLoading,
  errorComponent: AppFailure,
  notFoundComponent: NotFoundPage,
  beforeLoad: async ({ location, matches }) => {
    // The page's code is on its way while the server is asked who this is: on a phone's line each wait counts.
    for (const { routeId } of matches) void router.routesById[routeId].options.component?.preload?.();
    try {
      await queryClient.query({ queryKey: sessionKey, queryFn: ({ signal }) => fetchSession(signal), staleTime: 'static' });
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      const target = location.pathname + location.searchStr;
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- how the router is told to go elsewhere
      throw redirect({ to: '/login', search: target === '/' ? {} : { redirect: target } });
    }
  },
});

const overview = createRoute({
  getParentRoute: () => shell,
  path: '/',
  validateSearch: parseOverviewSearch,
  component: lazyRouteComponent(() => import('./pages/overview/OverviewPage'), 'OverviewPage'),
});

const targets = createRoute({
  getParentRoute: () => shell,
  path: '/targets',
  validateSearch: parseTargetSearch,
  component: lazyRouteComponent(() => import('./pages/targets/TargetsPage'), 'TargetsPage'),
});

const target = createRoute({
  getParentRoute: () => shell,
  path: '/targets/$id',
  validateSearch: parseRangeSearch,
  component: lazyRouteComponent(() => import('./pages/targets/TargetPage'), 'TargetPage'),
});

const alerts = createRoute({
  getParentRoute: () => shell,
  path: '/alerts',
  validateSearch: parseAlertSearch,
  component: lazyRouteComponent(() => import('./pages/alerts/AlertsPage'), 'AlertsPage'),
});

const alert = createRoute({
  getParentRoute: () => shell,
  path: '/alerts/$fingerprint',
  validateSearch: parseAlertStorySearch,
  component: lazyRouteComponent(() => import('./pages/alerts/AlertPage'), 'AlertPage'),
});

const silences = createRoute({
  getParentRoute: () => shell,
  path: '/alerts/silences',
  validateSearch: parseSilenceSearch,
  component: lazyRouteComponent(() => import('./pages/silences/SilencesPage'), 'SilencesPage'),
});

const maintenance = createRoute({
  getParentRoute: () => shell,
  path: '/alerts/maintenance',
  validateSearch: parseMaintenanceSearch,
  component: lazyRouteComponent(() => import('./pages/maintenance/MaintenancePage'), 'MaintenancePage'),
});

const rules = createRoute({
  getParentRoute: () => shell,
  path: '/alerts/rules',
  validateSearch: parseRuleSearch,
  component: lazyRouteComponent(() => import('./pages/rules/RulesPage'), 'RulesPage'),
});

const newRule = createRoute({
  getParentRoute: () => shell,
  path: '/alerts/rules/new',
  validateSearch: parseRuleCopySearch,
  component: lazyRouteComponent(() => import('./pages/rules/RuleFormPage'), 'RuleFormPage'),
});

const rule = createRoute({
  getParentRoute: () => shell,
  path: '/alerts/rules/$id',
  component: lazyRouteComponent(() => import('./pages/rules/RuleFormPage'), 'RuleFormPage'),
});

const routing = createRoute({
  getParentRoute: () => shell,
  path: '/alerts/routing',
  validateSearch: parseRoutingSearch,
  component: lazyRouteComponent(() => import('./pages/routing/RoutingPage'), 'RoutingPage'),
});

const onCall = createRoute({
  getParentRoute: () => shell,
  path: '/alerts/oncall',
  component: lazyRouteComponent(() => import('./pages/oncall/OnCallPage'), 'OnCallPage'),
});

const channels = createRoute({
  getParentRoute: () => shell,
  path: '/alerts/channels',
  validateSearch: parseChannelSearch,
  component: lazyRouteComponent(() => import('./pages/channels/ChannelsPage'), 'ChannelsPage'),
});

const quality = createRoute({
  getParentRoute: () => shell,
  path: '/alerts/quality',
  component: lazyRouteComponent(() => import('./pages/quality/QualityPage'), 'QualityPage'),
});

const actions = createRoute({
  getParentRoute: () => shell,
  path: '/alerts/actions',
  component: lazyRouteComponent(() => import('./pages/actions/ActionsPage'), 'ActionsPage'),
});

const anomalies = createRoute({
  getParentRoute: () => shell,
  path: '/analysis',
  validateSearch: parseAnomalySearch,
  component: lazyRouteComponent(() => import('./pages/anomalies/AnomaliesPage'), 'AnomaliesPage'),
});

const watches = createRoute({
  getParentRoute: () => shell,
  path: '/analysis/watches',
  component: lazyRouteComponent(() => import('./pages/watches/WatchesPage'), 'WatchesPage'),
});

const baselines = createRoute({
  getParentRoute: () => shell,
  path: '/analysis/baselines',
  validateSearch: parseBaselineSearch,
  component: lazyRouteComponent(() => import('./pages/baselines/BaselinesPage'), 'BaselinesPage'),
});

const loadTests = createRoute({
  getParentRoute: () => shell,
  path: '/loadtests',
  validateSearch: parseLoadTestSearch,
  component: lazyRouteComponent(() => import('./pages/loadtests/LoadTestsPage'), 'LoadTestsPage'),
});

const runComparison = createRoute({
  getParentRoute: () => shell,
  path: '/loadtests/compare',
  validateSearch: parseRunComparisonSearch,
  component: lazyRouteComponent(() => import('./pages/loadtests/RunComparisonPage'), 'RunComparisonPage'),
});

const loadTest = createRoute({
  getParentRoute: () => shell,
  path: '/loadtests/$id',
  validateSearch: parseRunSearch,
  component: lazyRouteComponent(() => import('./pages/loadtests/LoadTestPage'), 'LoadTestPage'),
});

const annotations = createRoute({
  getParentRoute: () => shell,
  path: '/analysis/annotations',
  validateSearch: parseAnnotationSearch,
  component: lazyRouteComponent(() => import('./pages/annotations/AnnotationsPage'), 'AnnotationsPage'),
});

const scores = createRoute({
  getParentRoute: () => shell,
  path: '/health',
  component: lazyRouteComponent(() => import('./pages/scores/ScoresPage'), 'ScoresPage'),
});

const objectives = createRoute({
  getParentRoute: () => shell,
  path: '/health/objectives',
  validateSearch: parseObjectiveSearch,
  component: lazyRouteComponent(() => import('./pages/objectives/ObjectivesPage'), 'ObjectivesPage'),
});

const objective = createRoute({
  getParentRoute: () => shell,
  path: '/health/objectives/$name',
  validateSearch: parseRangeSearch,
  component: lazyRouteComponent(() => import('./pages/objectives/ObjectivePage'), 'ObjectivePage'),
});

const recommendations = createRoute({
  getParentRoute: () => shell,
  path: '/health/recommendations',
  validateSearch: parseRecommendationSearch,
  component: lazyRouteComponent(() => import('./pages/recommendations/RecommendationsPage'), 'RecommendationsPage'),
});

const capacity = createRoute({
  getParentRoute: () => shell,
  path: '/health/capacity',
  validateSearch: parseCapacitySearch,
  component: lazyRouteComponent(() => import('./pages/capacity/CapacityPage'), 'CapacityPage'),
});

const outlooks = createRoute({
  getParentRoute: () => shell,
  path: '/health/outlooks',
  component: lazyRouteComponent(() => import('./pages/outlooks/OutlooksPage'), 'OutlooksPage'),
});

const trends = createRoute({
  getParentRoute: () => shell,
  path: '/health/trends',
  validateSearch: parseTrendSearch,
  component: lazyRouteComponent(() => import('./pages/trends/TrendsPage'), 'TrendsPage'),
});

const reports = createRoute({
  getParentRoute: () => shell,
  path: '/reports',
  component: lazyRouteComponent(() => import('./pages/reports/ReportsPage'), 'ReportsPage'),
});

const explore = createRoute({
  getParentRoute: () => shell,
  path: '/explore',
  validateSearch: parseExploreSearch,
  component: lazyRouteComponent(() => import('./pages/explore/ExplorePage'), 'ExplorePage'),
});

const settings = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  component: lazyRouteComponent(() => import('./pages/settings/SettingsPage'), 'SettingsPage'),
});

const settingsSection = createRoute({
  getParentRoute: () => shell,
  path: '/settings/$section',
  component: lazyRouteComponent(() => import('./pages/settings/SettingsPage'), 'SettingsPage'),
});

/** An address that leads nowhere, inside the frame, so that there is a way on. */
const nowhere = createRoute({ getParentRoute: () => shell, path: '$', component: NotFoundPage });

export const router = createRouter({
  routeTree: root.addChildren([
    login,
    status,
    shell.addChildren([
      overview, targets, target, explore,
      alerts, rules, newRule, rule, silences, maintenance, routing, onCall, channels, quality, actions, alert,
      scores, objectives, objective, recommendations, capacity, outlooks, trends,
      anomalies, watches, baselines, annotations,
      loadTests, runComparison, loadTest,
      reports, settings, settingsSection, nowhere,
    ]),
  ]),
  basepath: '/dashboard',
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

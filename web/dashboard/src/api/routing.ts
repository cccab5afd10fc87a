import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { request } from './client';

/** A node of the routing tree, with everything inherited filled in. */
export interface Route {
  readonly id: string;
  /** `{severity="critical"}`. */
  readonly matchers: string;
  /** Whether the siblings after it are asked too. */
  readonly continue: boolean;
  readonly groupBy: readonly string[];
  readonly groupWaitSeconds: number;
  readonly groupIntervalSeconds: number;
  readonly repeatIntervalSeconds: number;
  readonly channels: readonly string[];
  readonly muteTimes: readonly string[];
  readonly activeTimes: readonly string[];
  /** For so long after a channel was told of a group, a new beginning in it is not announced, unless it lasts longer; 0: none. */
  readonly cooldownSeconds: number;
  /** What its writer may not have meant. */
  readonly warnings: readonly string[];
  readonly routes: readonly Route[];
}

/** While an alert that matches the source fires, those that match the target and have the same values in the equal labels are held back. */
export interface InhibitRule {
  readonly source: string;
  readonly target: string;
  readonly equal: readonly string[];
  /** In place of `equal`: all labels are the same but these. */
  readonly equalBut?: readonly string[] | null;
}

/** While an alert of the target that matches `when` fires, that what is behind it is down is no news. */
export interface Dependency {
  readonly target: string;
  readonly behind: readonly string[];
  readonly when: readonly string[];
}

export interface Routing {
  readonly route: Route;
  readonly inhibit: readonly InhibitRule[];
  readonly dependencies: readonly Dependency[];
  /** Alertmanager's file, where the tree comes from one. */
  readonly file?: string | null;
  /** What of that file is not taken over. */
  readonly remarks: readonly string[];
}

export function useRouting(): UseQueryResult<Routing> {
  return useQuery({ queryKey: ['routing'], queryFn: ({ signal }) => request<Routing>('/api/routing', { signal }), staleTime: 30_000 });
}

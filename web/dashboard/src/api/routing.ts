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
  /** What its writer may not have meant. */
  readonly warnings: readonly string[];
  readonly routes: readonly Route[];
}

export interface Routing {
  readonly route: Route;
  /** Alertmanager's file, where the tree comes from one. */
  readonly file?: string | null;
  /** What of that file is not taken over. */
  readonly remarks: readonly string[];
}

export function useRouting(): UseQueryResult<Routing> {
  return useQuery({ queryKey: ['routing'], queryFn: ({ signal }) => request<Routing>('/api/routing', { signal }), staleTime: 30_000 });
}

import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Matcher } from '../lib/matchers';
import { toAlert, type Alert } from './alerts';
import { request } from './client';

/** What matchers would hold back of the alerts that are open now. */
export interface MatchPreview {
  readonly matching: number;
  readonly open: number;
  /** The first twenty. */
  readonly examples: readonly Alert[];
  /** What their author may not have meant. */
  readonly warning?: string | null;
}

/** What they are to hold back for; maintenance without any matcher is for every alert, a silence without any is none yet. */
export type QuietKind = 'silences' | 'maintenance';

export function useMatchPreview(kind: QuietKind, matchers: readonly Matcher[]): UseQueryResult<MatchPreview> {
  return useQuery({
    queryKey: [kind, 'preview', matchers],
    queryFn: async ({ signal }) => {
      const preview = await request<MatchPreview>(`/api/${kind}/preview`, { method: 'POST', json: { matchers }, signal });
      return { ...preview, examples: preview.examples.map(toAlert) };
    },
    enabled: kind === 'maintenance' || matchers.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

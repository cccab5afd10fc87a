import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { alertKeys, type Severity } from './alerts';
import { request } from './client';

export const VERDICTS = ['real', 'false', 'known'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What an alert was, by a person's word. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly note?: string | null;
  readonly judgedBy: string;
  readonly judgedAt: string;
}

/** Which story is written on; the newest episode where none is named. */
export interface EpisodeOf {
  readonly fingerprint: string;
  readonly episode: number | undefined;
}

export interface NewJudgement {
  readonly verdict: Verdict;
  readonly note?: string;
}

export function useComment(of: EpisodeOf): UseMutationResult<unknown, Error, string> {
  return useStoryChange(of, 'comments', (text: string) => ({ text }));
}

export function useJudge(of: EpisodeOf): UseMutationResult<unknown, Error, NewJudgement> {
  return useStoryChange(of, 'verdict', (judgement: NewJudgement) => judgement);
}

function useStoryChange<Input>({ fingerprint, episode }: EpisodeOf, what: string, body: (input: Input) => object): UseMutationResult<unknown, Error, Input> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => request(`/api/alerts/${encodeURIComponent(fingerprint)}/${what}`, { method: 'POST', json: { ...body(input), episode } }),
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: alertKeys.all }), client.invalidateQueries({ queryKey: ['alert-quality'] })]),
  });
}

/** How many of a level's or a rule's alerts were right; shares are of those judged, and missing where none was. */
export interface Tally {
  readonly rule?: string | null;
  readonly severity: Severity;
  readonly episodes: number;
  readonly judged: number;
  readonly real: number;
  readonly false: number;
  readonly known: number;
  readonly falseShare?: number | null;
  readonly precision?: number | null;
}

export interface Goal {
  readonly value?: number | null;
  readonly target: number;
  readonly met?: boolean | null;
}

/** Whether alerts of the last 30 days can be trusted. */
export interface AlertQuality {
  readonly falseCritical: Goal;
  readonly falseWarning: Goal;
  readonly accuracy: Goal;
  readonly levels: readonly Tally[];
  readonly rules: readonly Tally[];
}

export function useAlertQuality(): UseQueryResult<AlertQuality> {
  return useQuery({
    queryKey: ['alert-quality'],
    queryFn: ({ signal }) => request<AlertQuality>('/api/alerts/quality', { signal }),
  });
}

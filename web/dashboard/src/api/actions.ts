import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { alertKeys } from './alerts';
import { request } from './client';

/** Something an alert can do beyond telling somebody. */
export interface EmergencyAction {
  readonly name: string;
  /** http, message, script or health. */
  readonly kind: string;
  readonly match: readonly string[];
  /** Whether alerts ask for it by themselves. */
  readonly automatic: boolean;
  readonly requiresApproval: boolean;
  /** It only ever says what it would do. */
  readonly dryRun: boolean;
  readonly cooldownSeconds: number;
  /** Whether a number is checked afterwards. */
  readonly verified: boolean;
  /** Why it is off. */
  readonly off?: string | null;
}

export interface ActionList {
  /** Who threw the kill switch, and why; left out while it is not thrown. */
  readonly stopped?: string | null;
  readonly actions: readonly EmergencyAction[];
}

export type RunState = 'proposed' | 'deferred' | 'approved' | 'running' | 'succeeded' | 'failed' | 'refused';

export interface ActionRun {
  readonly id: string;
  readonly action: string;
  readonly fingerprint: string;
  readonly state: RunState;
  readonly dryRun: boolean;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly startedAt?: string | null;
  readonly valueBefore?: number | null;
  readonly outcome?: string | null;
  /** The labels of the alert it acts on, with their values. */
  readonly target?: string | null;
}

export interface AuditLine {
  readonly at: string;
  readonly actor: string;
  readonly text: string;
}

const keys = { all: ['actions'] as const, list: ['actions', 'list'] as const, runs: ['actions', 'runs'] as const, audit: (id: string) => ['actions', 'audit', id] as const };

export function useActions(): UseQueryResult<ActionList> {
  return useQuery({ queryKey: keys.list, queryFn: ({ signal }) => request<ActionList>('/api/actions', { signal }), refetchInterval: 10_000 });
}

export function useActionRuns(): UseQueryResult<readonly ActionRun[]> {
  return useQuery({ queryKey: keys.runs, queryFn: async ({ signal }) => (await request<{ runs: readonly ActionRun[] }>('/api/actions/runs', { signal })).runs, refetchInterval: 3_000 });
}

export function useActionAudit(id: string): UseQueryResult<readonly AuditLine[]> {
  return useQuery({
    queryKey: keys.audit(id),
    queryFn: async ({ signal }) => (await request<{ audit: readonly AuditLine[] }>(`/api/actions/runs/${id}/audit`, { signal })).audit,
    refetchInterval: 3_000,
  });
}

export interface RunRequest {
  readonly action: string;
  readonly fingerprint: string;
  readonly dryRun: boolean;
  /** The same key again is the same run, so that a request sent twice acts once. */
  readonly idempotencyKey: string;
}

export function useRunAction(): UseMutationResult<ActionRun, Error, RunRequest> {
  return useChange(({ action, ...body }: RunRequest) => request<ActionRun>(`/api/actions/${encodeURIComponent(action)}/run`, { method: 'POST', json: body }));
}

export function useDecideRun(): UseMutationResult<unknown, Error, { id: string; decision: 'approve' | 'reject' }> {
  return useChange(({ id, decision }: { id: string; decision: 'approve' | 'reject' }) => request(`/api/actions/runs/${id}/${decision}`, { method: 'POST' }));
}

export function useStopActions(): UseMutationResult<unknown, Error, string> {
  return useChange((reason: string) => request('/api/actions/stop', { method: 'POST', json: { reason } }));
}

export function useResumeActions(): UseMutationResult<unknown, Error, void> {
  return useChange(() => request('/api/actions/resume', { method: 'POST' }));
}

/** What a run comes to is in its alert's story too. */
function useChange<Answer, Input>(change: (input: Input) => Promise<Answer>): UseMutationResult<Answer, Error, Input> {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => Promise.all([client.invalidateQueries({ queryKey: keys.all }), client.invalidateQueries({ queryKey: alertKeys.all })]) });
}

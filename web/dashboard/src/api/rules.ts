import { keepPreviousData, useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type { Severity } from './alerts';
import { request } from './client';
import { parseSampleValue, type Labels } from './prometheus';

export type RuleState = 'firing' | 'pending' | 'inactive';

interface FlapLimit {
  readonly starts?: number;
  readonly within?: string;
}

/** A rule that an alert's extension makes. */
interface DerivedRule {
  readonly for?: string;
  readonly severity?: string;
  readonly keep_firing_for?: string;
  readonly flapping?: FlapLimit;
}

/** What an alert may have beyond Prometheus' format, as a rule file says it. Kinds of conditions are further fields. */
export interface RuleExtensions {
  readonly recovery_threshold?: number;
  readonly keep_firing_while?: string;
  readonly flapping?: FlapLimit;
  readonly approaching?: DerivedRule & { readonly threshold?: number; readonly expr?: string; readonly recovery_threshold?: number; readonly keep_firing_while?: string };
  readonly no_data?: DerivedRule & { readonly expr?: string };
  readonly error?: DerivedRule;
  readonly [kind: string]: unknown;
}

/** An alert as the rule that makes it knows it. */
export interface RuleAlert {
  /** By which alerting calls it. */
  readonly fingerprint: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly state: 'firing' | 'pending';
  readonly activeAt: string;
  /** The condition no longer holds since then, and the value is of before. */
  readonly keepFiringSince?: string;
  readonly value: string;
}

/** A rule in force. What only alerts have is missing with recording rules. */
export interface Rule {
  readonly name: string;
  readonly query: string;
  readonly type: 'alerting' | 'recording';
  readonly state?: RuleState;
  /** `for`, in seconds. */
  readonly duration?: number;
  readonly keepFiringFor?: number;
  readonly labels?: Labels;
  readonly annotations?: Labels;
  readonly alerts?: readonly RuleAlert[];
  /** expression, or a kind that stands below the extensions. */
  readonly kind?: string;
  readonly 'x-perfmonitor'?: RuleExtensions;
  /** ok, err, or unknown until the first evaluation. */
  readonly health: string;
  readonly lastError?: string;
  readonly lastEvaluation: string;
  readonly evaluationTime: number;
}

export interface RuleGroup {
  readonly name: string;
  readonly file: string;
  readonly rules: readonly Rule[];
  /** Seconds. */
  readonly interval: number;
  /** The same where the group asks for it; else it is evaluated as soon as samples arrive, too. */
  readonly ownInterval?: number;
  /** Most alerts of a rule; 0 for no limit. */
  readonly limit?: number;
}

export interface RulesInForce {
  readonly groups: readonly RuleGroup[];
  /** Refused files and what holds the evaluation. */
  readonly warnings: readonly string[];
}

export const COMPARISONS = ['>', '>=', '<', '<=', '==', '!='] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** What a rule is about; it has one of them, or a metric with its threshold. Fields not named here are kept as they are. */
export interface RuleConditions {
  /** A metric or any expression that gives series. */
  readonly metric?: string | null;
  readonly comparison?: Comparison | null;
  readonly threshold?: number | null;
  /** Where an alert that fires ends; of an anomaly a probability, 0 to 1. */
  readonly recoveryThreshold?: number | null;
  readonly anomaly?: {
    readonly query?: string;
    readonly watch?: string;
    /** 0 to 1. */
    readonly probability?: number;
    readonly levels?: object;
    readonly direction?: 'either' | 'above' | 'below';
    readonly [other: string]: unknown;
  } | null;
  readonly forecast?: { readonly query?: string; readonly comparison?: '>' | '<'; readonly threshold?: number; readonly within?: string; readonly [other: string]: unknown } | null;
  readonly absent?: { readonly query?: string; readonly for?: string; readonly [other: string]: unknown } | null;
  readonly burnRate?: { readonly objective?: string; readonly severity?: 'page' | 'ticket'; readonly [other: string]: unknown } | null;
}

/** A rule as it is written: a condition with the plain fields, or `rule` with those of a rule file. */
export interface RuleDraft extends RuleConditions {
  readonly enabled?: boolean | null;
  readonly group?: string | null;
  readonly interval?: string | null;
  /** The most alerts its group may have. */
  readonly limit?: number | null;
  readonly name?: string | null;
  /** In place of a name and a threshold: the name under which the metric is recorded. */
  readonly record?: string | null;
  readonly for?: string | null;
  readonly keepFiringFor?: string | null;
  readonly severity?: Severity | null;
  /** All but the severity. */
  readonly labels?: Labels | null;
  /** An expression in place of a recovery threshold. */
  readonly keepFiringWhile?: string | null;
  readonly flapping?: RuleExtensions['flapping'] | null;
  readonly approaching?: RuleExtensions['approaching'] | null;
  readonly noData?: RuleExtensions['no_data'] | null;
  readonly error?: RuleExtensions['error'] | null;
  readonly summary?: string | null;
  readonly recommendation?: string | null;
  readonly runbookUrl?: string | null;
  readonly rule?: object | null;
}

export interface StoredRule {
  readonly id: string;
  readonly version: number;
  readonly enabled: boolean;
  /** The file its group has among the rules in force. */
  readonly file: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
  readonly draft: RuleDraft;
}

/** As it was once; without a draft: it was removed. */
export interface StoredRuleVersion {
  readonly version: number;
  readonly draft?: RuleDraft | null;
  readonly enabled: boolean;
  readonly writtenAt: string;
  readonly writtenBy: string;
}

export interface RuleCheck {
  /** By field; those of the rule as a whole under the empty name. */
  readonly errors: Readonly<Record<string, readonly string[]>>;
  readonly rules: readonly { readonly name: string; readonly query: string; readonly threshold?: number | null }[];
}

export interface ThresholdProposal {
  /** Null where there are no values. */
  readonly threshold?: number | null;
  readonly series: number;
  readonly values: number;
}

const keys = {
  all: ['rules'] as const,
  inForce: ['rules', 'inForce'] as const,
  stored: ['rules', 'stored'] as const,
  versions: (id: string) => ['rules', 'stored', id] as const,
  values: (fingerprint: string | null) => ['rules', 'values', fingerprint] as const,
  check: (draft: RuleDraft) => ['rules', 'check', draft] as const,
};

export function useRulesInForce(): UseQueryResult<RulesInForce> {
  return useQuery({
    queryKey: keys.inForce,
    queryFn: async ({ signal }) => {
      const { data, warnings = [] } = await request<{ data: Pick<RulesInForce, 'groups'>; warnings?: readonly string[] }>('/api/v1/rules', { signal });
      return { groups: data.groups, warnings };
    },
    refetchInterval: 10_000,
  });
}

/**
 * The present values of what fires, by fingerprint: of all in one request, or of one. Of those that are kept firing, and of
 * alerts that others sent, no value is known.
 */
export function useCurrentValues(fingerprint: string | null, enabled: boolean): ReadonlyMap<string, number> | undefined {
  const { data } = useQuery({
    queryKey: keys.values(fingerprint),
    queryFn: async ({ signal }) => {
      const path = `/api/v1/alerts${fingerprint === null ? '' : `?fingerprint=${encodeURIComponent(fingerprint)}`}`;
      const { data: { alerts } } = await request<{ data: { alerts: readonly RuleAlert[] } }>(path, { signal });
      return new Map(alerts.filter(({ state, keepFiringSince }) => state === 'firing' && keepFiringSince === undefined).map((alert) => [alert.fingerprint, parseSampleValue(alert.value)]));
    },
    enabled,
    // As often as the alerts themselves.
    refetchInterval: 15_000,
    staleTime: 5_000,
  });
  return enabled ? data : undefined;
}

export function useStoredRules(): UseQueryResult<readonly StoredRule[]> {
  return useQuery({
    queryKey: keys.stored,
    queryFn: async ({ signal }) => (await request<{ rules: readonly StoredRule[] }>('/api/v1/rules/stored', { signal })).rules,
    staleTime: 5_000,
  });
}

/** Every version there was. */
export function useRuleVersions(id: string): UseQueryResult<readonly StoredRuleVersion[]> {
  return useQuery({
    queryKey: keys.versions(id),
    queryFn: async ({ signal }) => (await request<{ versions: readonly StoredRuleVersion[] }>(`/api/v1/rules/stored/${id}`, { signal })).versions,
  });
}

/** Creates without a stored rule, else replaces the version that was read. */
export function useSaveRule(): UseMutationResult<StoredRule, Error, { stored?: StoredRule | undefined; draft: RuleDraft }> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ stored, draft }: { stored?: StoredRule | undefined; draft: RuleDraft }) =>
      stored === undefined
        ? request<StoredRule>('/api/v1/rules', { method: 'POST', json: draft })
        : request<StoredRule>(`/api/v1/rules/${stored.id}?version=${String(stored.version)}`, { method: 'PUT', json: draft }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.all }),
  });
}

export function useDeleteRule(): UseMutationResult<unknown, Error, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request(`/api/v1/rules/${id}`, { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.all }),
  });
}

/** What is wrong with a draft, and what it would become; stores nothing. */
export function checkRule(draft: RuleDraft, signal?: AbortSignal): Promise<RuleCheck> {
  return request<RuleCheck>('/api/v1/rules/check', { method: 'POST', json: draft, ...(signal === undefined ? {} : { signal }) });
}

/** The same while a draft is written. */
export function useRuleCheck(draft: RuleDraft, enabled: boolean): UseQueryResult<RuleCheck> {
  return useQuery({
    queryKey: keys.check(draft),
    queryFn: ({ signal }) => checkRule(draft, signal),
    enabled,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function useProposal(): UseMutationResult<ThresholdProposal, Error, { metric: string; comparison: '>' | '<' }> {
  return useMutation({
    mutationFn: (wanted: { metric: string; comparison: '>' | '<' }) =>
      request<ThresholdProposal>('/api/v1/rules/propose', { method: 'POST', json: { ...wanted, range: '7d' } }),
  });
}

import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { request } from './client';
import { checkRule, type RuleDraft } from './rules';

export interface BacktestQuestion {
  readonly draft: RuleDraft;
  readonly from: string;
  readonly to: string;
  /** Between two evaluations; the rule's own interval when left out. */
  readonly step?: string;
  readonly timeZone: string;
  /** The thresholds to try around the rule's own; null to try none. */
  readonly around: ((threshold: number) => readonly number[]) | null;
  /** When something really was wrong. */
  readonly incidents: readonly MarkedIncident[];
}

export interface MarkedIncident {
  readonly from: string;
  readonly to: string;
  readonly name: string;
}

export interface BacktestAlert {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  readonly firedAt: string;
  readonly resolvedAt?: string | null;
}

export interface BacktestNotification {
  readonly at: string;
  readonly group: string;
  readonly reasonText: string;
  readonly channels: readonly string[];
  readonly night: boolean;
}

/** A time in which the rule fired, or its pre-warning or missing data, by the state it tells of. */
export interface FiringTime {
  readonly from: string;
  /** Missing while it still fires. */
  readonly to?: string | null;
  /** Missing for the rule itself. */
  readonly state?: string | null;
}

/** Whether people were told of a marked incident before it was over, and how long that took; else what fired in it, if it did so long before. */
export interface IncidentVerdict {
  readonly name?: string | null;
  readonly from: string;
  readonly to: string;
  readonly found: boolean;
  readonly delaySeconds?: number | null;
  readonly firingSince?: string | null;
}

/** What the rule comes to at a threshold, in one sentence, and when it would have fired and told. Times are joined to what can be drawn. */
export interface Outlook {
  readonly summary: string;
  readonly incidents: readonly IncidentVerdict[];
  readonly firing: readonly FiringTime[];
  readonly told: readonly { readonly at: string; readonly night: boolean }[];
}

export interface ThresholdOutlook extends Outlook {
  readonly threshold: number;
  /** What the rule asks with it. */
  readonly expression: string;
}

export interface HeldAlert {
  readonly at: string;
  /** The alert, by its id. */
  readonly fired: string;
  readonly reason: string;
}

/** What a rule would have done. */
export interface Backtest extends Outlook {
  readonly from: string;
  readonly to: string;
  readonly threshold?: number | null;
  readonly alerts: readonly BacktestAlert[];
  readonly notifications: readonly BacktestNotification[];
  readonly held: readonly HeldAlert[];
  readonly sweep: readonly ThresholdOutlook[];
  readonly remarks: readonly string[];
}

export function useBacktest(): UseMutationResult<Backtest, Error, BacktestQuestion> {
  return useMutation({
    mutationFn: async ({ around, ...question }: BacktestQuestion) => {
      const own = around === null ? null : await thresholdOf(question.draft);
      const thresholds = around === null || own === null ? [] : around(own);
      return request<Backtest>('/api/v1/rules/backtest', { method: 'POST', json: { ...question, thresholds } });
    },
  });
}

/** Where a rule's threshold is, PromQL's grammar says: the server has it. */
async function thresholdOf(draft: RuleDraft): Promise<number | null> {
  return (await checkRule(draft)).rules[0]?.threshold ?? null;
}

import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { request } from './client';
import type { RuleDraft } from './rules';

export interface BacktestQuestion {
  readonly draft: RuleDraft;
  readonly from: string;
  readonly to: string;
  /** Between two evaluations; the rule's own interval when left out. */
  readonly step?: string;
  readonly timeZone: string;
  /** Other thresholds to try. */
  readonly thresholds: readonly number[];
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

/** What the rule would be worth at a threshold, in one sentence. */
export interface Outlook {
  readonly threshold: number;
  readonly summary: string;
}

/** What a rule would have done. */
export interface Backtest {
  readonly summary: string;
  readonly from: string;
  readonly to: string;
  readonly threshold?: number | null;
  readonly alerts: readonly BacktestAlert[];
  readonly notifications: readonly BacktestNotification[];
  readonly held: readonly { readonly at: string; readonly reason: string }[];
  readonly sweep: readonly Outlook[];
  readonly remarks: readonly string[];
}

export function useBacktest(): UseMutationResult<Backtest, Error, BacktestQuestion> {
  return useMutation({
    mutationFn: (question: BacktestQuestion) => request<Backtest>('/api/v1/rules/backtest', { method: 'POST', json: question }),
  });
}

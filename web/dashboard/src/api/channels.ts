import { keepPreviousData, useMutation, useQuery, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { request } from './client';

/** A way to reach people. */
export interface Channel {
  readonly name: string;
  /** For example email, slack, webhook. */
  readonly kind: string;
  readonly enabled: boolean;
  /** Why it is off. */
  readonly off?: string | null;
  /** Where it goes, without secrets. */
  readonly destination?: string | null;
  /** What is wrong although it works, such as a broken template. */
  readonly problem?: string | null;
  /** False where no message can arrive: each is refused, for the reason in problem. */
  readonly usable?: boolean;
  /** Messages that wait for it or are being sent. */
  readonly pending?: number;
  /** What went wrong the last time that something did. */
  readonly lastError?: string | null;
  readonly lastErrorAt?: string | null;
  /** Since when nothing has got through. */
  readonly failingSince?: string | null;
  /** Until when it is sent nothing, as it has asked. */
  readonly pausedUntil?: string | null;
  /** When it last took something. */
  readonly lastDeliveredAt?: string | null;
}

export interface ChannelTestResult {
  readonly delivered: boolean;
  readonly reason?: string | null;
  readonly durationMilliseconds?: number;
}

/** The channel whose messages the log leaves out unless it is asked for. */
export const HEARTBEATS = 'heartbeat';

export const DELIVERY_FILTERS = ['all', 'open', 'delivered', 'lost'] as const;
export type DeliveryFilter = (typeof DELIVERY_FILTERS)[number];

/** One attempt to bring a message to a channel, and what that answered. */
export interface DeliveryAttempt {
  readonly attempt: number;
  readonly at: string;
  readonly durationMilliseconds: number;
  readonly outcome: string;
  readonly reason?: string | null;
}

/** A message to a channel. */
export interface Delivery {
  readonly id: string;
  readonly channel: string;
  readonly status: 'pending' | 'sending' | 'delivered' | 'rejected' | 'failed';
  /** Why it was sent. */
  readonly reason: string;
  readonly queuedAt: string;
  readonly deliveredAt?: string | null;
  readonly nextAttemptAt?: string | null;
  /** What the channel said last. */
  readonly outcome?: string | null;
  /** Why it is not sent now, although nothing is wrong with it. */
  readonly waits?: string | null;
  /** The first ten. */
  readonly alerts: readonly { readonly fingerprint: string; readonly name: string }[];
  readonly attempts: readonly DeliveryAttempt[];
}

// What is shown of the log, and where the last delivery is looked for.
const MOST_DELIVERIES = 200;

export function useDeliveries(channel: string | undefined, status: DeliveryFilter): UseQueryResult<readonly Delivery[]> {
  return useQuery({
    queryKey: ['channels', 'deliveries', channel ?? '', status],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ status, limit: String(MOST_DELIVERIES), ...(channel === undefined ? {} : { channel }) });
      return (await request<{ deliveries: readonly Delivery[] }>(`/api/channels/deliveries?${query.toString()}`, { signal })).deliveries;
    },
    refetchInterval: 10_000,
    placeholderData: keepPreviousData,
  });
}

export function useChannels(): UseQueryResult<readonly Channel[]> {
  return useQuery({
    queryKey: ['channels', 'list'],
    queryFn: async ({ signal }) => (await request<{ channels: readonly Channel[] }>('/api/channels', { signal })).channels,
    refetchInterval: 10_000,
  });
}

export function useTestChannel(): UseMutationResult<ChannelTestResult, Error, string> {
  return useMutation({
    mutationFn: (name: string) =>
      request<ChannelTestResult>(`/api/channels/${encodeURIComponent(name)}/test`, { method: 'POST' }),
  });
}

import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type { Matcher } from '../lib/matchers';
import { alertKeys } from './alerts';
import { request } from './client';

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** When it begins on the wall clock of its zone, and how long it lasts. */
export interface Daily {
  /** `02:00`. */
  readonly start: string;
  readonly durationMinutes: number;
  readonly timeZone: string;
}

export interface Weekly extends Daily {
  readonly days: readonly Weekday[];
}

/** For example the second Tuesday; the week -1 is the last. */
export interface MonthWeekday {
  readonly week: number;
  readonly day: Weekday;
}

/** Days of the month, -1 being the last; a month that does not have the day is left out. */
export interface Monthly extends Daily {
  readonly dates?: readonly number[] | null;
  readonly weekdays?: readonly MonthWeekday[] | null;
}

/** A time in which somebody works on purpose: once (startsAt to endsAt), or each day, week or month. */
export interface NewMaintenance {
  readonly name: string;
  /** Without any it holds for every alert. */
  readonly matchers: readonly Matcher[];
  readonly startsAt?: string | null;
  readonly endsAt?: string | null;
  readonly daily?: Daily | null;
  readonly weekly?: Weekly | null;
  readonly monthly?: Monthly | null;
}

export interface Maintenance extends NewMaintenance {
  readonly id: string;
  /** While the work goes on. */
  readonly activeUntil?: string | null;
  /** The first occurrence that begins after now; of one that comes back with the offset of its zone. Left out where none does. */
  readonly next?: { readonly startsAt: string; readonly endsAt: string };
  readonly createdBy: string;
}

const key = ['maintenance', 'list'] as const;

export function useMaintenance(): UseQueryResult<readonly Maintenance[]> {
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await request<{ windows: readonly Maintenance[] }>('/api/maintenance', { signal })).windows,
    refetchInterval: 30_000,
  });
}

/** Plans a window; in the place of another, which ends at that moment, where its id is given. */
export function useSaveMaintenance(replaces: string | undefined): UseMutationResult<Maintenance, Error, NewMaintenance> {
  return useMaintenanceChange((window: NewMaintenance) =>
    replaces === undefined
      ? request<Maintenance>('/api/maintenance', { method: 'POST', json: window })
      : request<Maintenance>(`/api/maintenance/${encodeURIComponent(replaces)}`, { method: 'PUT', json: window }),
  );
}

export function useRemoveMaintenance(): UseMutationResult<unknown, Error, string> {
  return useMaintenanceChange((id: string) => request(`/api/maintenance/${encodeURIComponent(id)}`, { method: 'DELETE' }));
}

/** A window changes what alerts say of themselves too. */
function useMaintenanceChange<Answer, Input>(change: (input: Input) => Promise<Answer>): UseMutationResult<Answer, Error, Input> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: key }), client.invalidateQueries({ queryKey: alertKeys.all })]),
  });
}

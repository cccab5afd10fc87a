import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type { Matcher } from '../lib/matchers';
import { request } from './client';
import type { Weekday } from './maintenance';

/** How long to wait after the step before, and whom to tell then. */
export interface Step {
  readonly waitSeconds: number;
  readonly people: readonly string[];
  /** Whoever is on call there. */
  readonly schedules: readonly string[];
  readonly channels: readonly string[];
  /** Ways to reach people, such as `sms`; none: all that a person has. */
  readonly over: readonly string[];
}

export interface Policy {
  readonly name: string;
  /** Without any it is for every alert. */
  readonly matchers: readonly Matcher[];
  readonly steps: readonly Step[];
  /** How often the steps begin again. */
  readonly repeat: number;
}

/** People who take turns. */
export interface Rotation {
  readonly people: readonly string[];
  /** The day of the first turn: `2026-03-02`. */
  readonly startsOn: string;
  /** `09:00:00`. */
  readonly handOff: string;
  /** How long a turn lasts. */
  readonly days: number;
  readonly onlyOn?: readonly Weekday[] | null;
  readonly from?: string | null;
  readonly to?: string | null;
}

/** Who is on call when; of several rotations the last that is active counts. */
export interface Schedule {
  readonly name: string;
  readonly timeZone: string;
  readonly rotations: readonly Rotation[];
}

export interface Person {
  readonly name: string;
  /** The channels that reach the person, by the way. */
  readonly ways: Readonly<Record<string, string>>;
}

/** Somebody stands in for whoever is on call. */
export interface Override {
  readonly id: string;
  readonly schedule: string;
  readonly person: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly createdBy: string;
}

export type NewOverride = Omit<Override, 'id' | 'createdBy'>;

export interface Escalation {
  readonly policies: readonly Policy[];
  readonly schedules: readonly Schedule[];
  readonly people: readonly Person[];
  readonly overrides: readonly Override[];
  /** What would lead to nobody. */
  readonly warnings?: readonly BookWarning[];
}

export interface BookWarning {
  readonly kind: 'policy' | 'schedule';
  readonly name: string;
  readonly text: string;
}

/** How an alert's escalation stands, and what comes next unless somebody takes the alert. */
export interface EscalationOutlook {
  readonly policy: string;
  readonly phase: 'none' | 'waiting' | 'paused' | 'done' | 'closed';
  readonly taken: number;
  readonly steps: number;
  readonly told: readonly string[];
  readonly nextAt?: string | null;
  /** Whom the next step tells, by who is on call then. */
  readonly next: readonly { readonly channel: string; readonly whom: string }[];
  /** What of it leads to nobody. */
  readonly missing: readonly string[];
  /** Why a step that is due waits. */
  readonly held?: string | null;
}

/** A time in which the same person is on call; nobody where there is none. */
export interface Shift {
  readonly from: string;
  readonly to: string;
  readonly person?: string | null;
  readonly reason?: string | null;
}

export interface OnCall {
  readonly schedule: string;
  readonly now?: { readonly person: string; readonly reason: string } | null;
  readonly shifts: readonly Shift[];
}

const keys = { all: ['escalation'] as const, settings: ['escalation', 'settings'] as const, onCall: ['escalation', 'onCall'] as const };

export function useEscalation(): UseQueryResult<Escalation> {
  return useQuery({ queryKey: keys.settings, queryFn: ({ signal }) => request<Escalation>('/api/escalation', { signal }), refetchInterval: 60_000 });
}

/** Who is on call now, and the shifts of the days to come. */
export function useOnCall(days: number): UseQueryResult<readonly OnCall[]> {
  return useQuery({
    queryKey: [...keys.onCall, days],
    queryFn: async ({ signal }) => {
      const now = Date.now();
      const range = new URLSearchParams({ from: new Date(now).toISOString(), to: new Date(now + days * 86_400_000).toISOString() });
      return (await request<{ schedules: readonly OnCall[] }>(`/api/escalation/oncall?${range.toString()}`, { signal })).schedules;
    },
    refetchInterval: 60_000,
  });
}

/** What has a name and is written whole. */
export type EscalationKind = 'policies' | 'schedules' | 'people';

/** Stores under its name, in the place of what has that name. */
export function useSaveEscalation<Thing extends Policy | Schedule | Person>(kind: EscalationKind): UseMutationResult<unknown, Error, Thing> {
  return useChange(({ name, ...rest }: Thing) => request(`/api/escalation/${kind}/${encodeURIComponent(name)}`, { method: 'PUT', json: rest }));
}

export function useRemoveEscalation(kind: EscalationKind): UseMutationResult<unknown, Error, string> {
  return useChange((name: string) => request(`/api/escalation/${kind}/${encodeURIComponent(name)}`, { method: 'DELETE' }));
}

export function useStandIn(): UseMutationResult<unknown, Error, NewOverride> {
  return useChange((override: NewOverride) => request('/api/escalation/overrides', { method: 'POST', json: override }));
}

export function useRemoveOverride(): UseMutationResult<unknown, Error, string> {
  return useChange((id: string) => request(`/api/escalation/overrides/${id}`, { method: 'DELETE' }));
}

function useChange<Input>(change: (input: Input) => Promise<unknown>): UseMutationResult<unknown, Error, Input> {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => client.invalidateQueries({ queryKey: keys.all }) });
}

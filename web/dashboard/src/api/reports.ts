import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { request } from './client';

export interface Report {
  readonly id: string;
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly state: 'queued' | 'running' | 'ready' | 'failed';
  /** Why it failed, or why it is not ready yet. */
  readonly reason?: string | null;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly finishedAt?: string | null;
  /** The report in one or two sentences. */
  readonly headline?: string | null;
  readonly files: readonly ReportFile[];
  readonly mail: ReportMail;
}

export interface ReportFile {
  readonly format: string;
  readonly fileName: string;
  /** Bytes. */
  readonly size: number;
}

export interface ReportMail {
  readonly to: readonly string[];
  readonly state: 'none' | 'pending' | 'sent' | 'failed';
  readonly reason?: string | null;
}

export interface ReportSchedule {
  readonly name: string;
  readonly enabled: boolean;
  readonly title: string;
  readonly cron: string;
  readonly timeZone: string;
  readonly period: 'day' | 'week' | 'month';
  readonly mailTo: readonly string[];
  readonly nextRunAt?: string | null;
}

export interface ReportRequest {
  readonly from: string;
  readonly to: string;
  readonly title?: string;
  readonly mailTo?: readonly string[];
}

const keys = { all: ['reports'] as const };

export const reportKeys = keys;

export function isReady(report: Report): boolean {
  return report.state === 'ready';
}

export function isPending(report: Report): boolean {
  return report.state === 'queued' || report.state === 'running';
}

export function useReports(): UseQueryResult<readonly Report[]> {
  return useQuery({
    queryKey: keys.all,
    queryFn: async ({ signal }) => (await request<{ reports: readonly Report[] }>('/api/reports', { signal })).reports,
    refetchInterval: ({ state }) => (state.data?.some(isPending) === true ? 1_000 : 30_000),
  });
}

export function useReportSchedules(): UseQueryResult<readonly ReportSchedule[]> {
  return useQuery({
    queryKey: ['report-schedules'],
    queryFn: async ({ signal }) =>
      (await request<{ schedules: readonly ReportSchedule[] }>('/api/report-schedules', { signal })).schedules,
  });
}

export function useRequestReport(): UseMutationResult<{ id: string }, Error, ReportRequest> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (report: ReportRequest) => request<{ id: string }>('/api/reports', { method: 'POST', json: report }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.all }),
  });
}

export function downloadPath(id: string, format: string): string {
  return `/api/reports/${encodeURIComponent(id)}/download?format=${encodeURIComponent(format)}`;
}

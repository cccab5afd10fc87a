import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { request } from './client';

export interface Report {
  readonly id: string;
  readonly title: string;
  readonly from: string;
  readonly to: string;
  /** For example requested, running, ready, failed. */
  readonly state: string;
  readonly requestedBy: string | null;
  readonly requestedAt: string | null;
  readonly finishedAt: string | null;
  /** Bytes. */
  readonly size: number | null;
  readonly error: string | null;
  readonly mailTo: readonly string[];
}

export interface ReportSchedule {
  readonly name: string;
  readonly cron: string | null;
  readonly timeZone: string | null;
  readonly nextRunAt: string | null;
  readonly lastRunAt: string | null;
  readonly mailTo: readonly string[];
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
  return report.state !== 'ready' && report.state !== 'failed';
}

export function useReports(): UseQueryResult<readonly Report[]> {
  return useQuery({
    queryKey: keys.all,
    queryFn: async ({ signal }) => {
      const answer = await request<readonly Report[] | { reports: readonly Report[] }>('/api/reports', { signal });
      return 'reports' in answer ? answer.reports : answer;
    },
    refetchInterval: ({ state }) => (state.data?.some(isPending) === true ? 1_000 : 30_000),
  });
}

export function useReportSchedules(): UseQueryResult<readonly ReportSchedule[]> {
  return useQuery({
    queryKey: ['report-schedules'],
    queryFn: async ({ signal }) => {
      const answer = await request<readonly ReportSchedule[] | { schedules: readonly ReportSchedule[] }>(
        '/api/report-schedules',
        { signal },
      );
      return 'schedules' in answer ? answer.schedules : answer;
    },
  });
}

export function useRequestReport(): UseMutationResult<{ id: string }, Error, ReportRequest> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (report: ReportRequest) => request<{ id: string }>('/api/reports', { method: 'POST', json: report }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.all }),
  });
}

export function downloadPath(id: string): string {
  return `/api/reports/${encodeURIComponent(id)}/download`;
}

import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { request, requestFile } from './client';

export const SHORTEST_PASSPHRASE = 12;

export type RestoreOutcome = 'created' | 'changed' | 'removed' | 'refused';

/** What became, or would become, of one item of a backup. */
export interface RestoreChange {
  readonly kind: string;
  readonly id: string;
  readonly label: string;
  readonly outcome: RestoreOutcome;
  /** Why it is refused, or what is still to be done by hand. */
  readonly note?: string;
}

interface RestoredPart {
  readonly part: string;
  readonly changes: readonly RestoreChange[];
  readonly unchanged: number;
  /** Not in the backup; stays. */
  readonly kept: number;
}

export interface RestoreReport {
  readonly dryRun: boolean;
  readonly parts: readonly RestoredPart[];
}

export interface Restore {
  readonly file: File;
  readonly passphrase: string;
  readonly remove: boolean;
  readonly dryRun: boolean;
}

const PATH = '/api/v1/configuration';

/** Takes a backup; an empty passphrase leaves the secrets out. */
export function useTakeBackup(): UseMutationResult<Blob, Error, string> {
  return useMutation({ mutationFn: (passphrase: string) => requestFile(PATH, { headers: sealed(passphrase) }) });
}

/** Restores a backup, or says what that would change. */
export function useRestoreBackup(): UseMutationResult<RestoreReport, Error, Restore> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ file, passphrase, remove, dryRun }: Restore) =>
      request<RestoreReport>(`${PATH}?dryRun=${String(dryRun)}&remove=${String(remove)}`, { method: 'POST', file, headers: sealed(passphrase) }),
    // Anything may be different now.
    onSuccess: ({ dryRun }) => (dryRun ? undefined : client.invalidateQueries()),
  });
}

// A header takes no letters beyond ASCII.
function sealed(passphrase: string): Record<string, string> {
  return passphrase === '' ? {} : { 'Backup-Passphrase': encodeURIComponent(passphrase) };
}

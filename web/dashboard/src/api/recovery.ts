import { ApiError } from './client';

const FIRST_MS = 2_000;
const LONGEST_MS = 30_000;

/** What is known of a request that is made again and again. Times in ms since the epoch. */
export interface Attempts {
  readonly error: unknown;
  /** When it last succeeded; 0 where it never did. */
  readonly dataUpdatedAt: number;
  readonly errorUpdatedAt: number;
  readonly errorUpdateCount: number;
}

/** Answers that stay the same however often one asks. */
export function isFinal(error: unknown): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 500;
}

/**
 * How long to wait before something that failed is asked for again: as long as it has been failing, so that the waits double;
 * `otherwise` where nothing is wrong, or where asking again would change nothing.
 */
export function recoverAfter({ error, dataUpdatedAt, errorUpdatedAt, errorUpdateCount }: Attempts, otherwise: number | false): number | false {
  if (error === null || isFinal(error)) return otherwise;
  const failing = dataUpdatedAt === 0 ? FIRST_MS * 2 ** Math.min(errorUpdateCount - 1, 10) : errorUpdatedAt - dataUpdatedAt;
  const wait = Math.min(LONGEST_MS, Math.max(FIRST_MS, failing));
  return otherwise === false ? wait : Math.min(wait, otherwise);
}

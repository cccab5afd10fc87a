const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * How long to wait before attempt number `attempt` (from 0): exponential with full jitter above half,
 * so that a thousand pages do not come back to a restarted server in the same instant.
 */
export function backoffMs(attempt: number, random: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 20));
  return Math.round(ceiling / 2 + (random * ceiling) / 2);
}

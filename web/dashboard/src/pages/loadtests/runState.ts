import type { LoadTest } from '../../api/loadTests';
import type { State } from '../../components/StateIcon';

export const RUN_STATE: Readonly<Record<LoadTest['state'], State>> = { running: 'info', finished: 'ok', stopped: 'unknown', interrupted: 'warning' };

/** Before a line about a run. */
export const RUN_SIGN: Readonly<Record<LoadTest['state'], string>> = { running: '🔄', finished: '✅', stopped: '⏹️', interrupted: '⚠️' };

// Below it the rule about load tests warns too.
const LEAST_SUCCESS_PERCENT = 90;

/** How well a run's requests fare; nothing to say before the first answer. */
export function stateOfSuccess({ progress }: Pick<LoadTest, 'progress'>): State | undefined {
  if (!progress || progress.completedRequests + progress.failedRequests === 0) return undefined;
  return progress.successRate < LEAST_SUCCESS_PERCENT ? 'warning' : 'ok';
}

import type { Alert } from '../api/alerts';
import type { State } from './StateIcon';

/** The look of an alert: its severity while it matters, calm once it is over. */
export function stateOfAlert({ state, severity }: Pick<Alert, 'state' | 'severity'>): State {
  return state === 'resolved' ? 'ok' : severity;
}

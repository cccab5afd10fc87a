import type { PublicState } from '../../api/publicStatus';
import type { State } from '../../components/StateIcon';

const STATES: Readonly<Record<PublicState, State>> = { up: 'ok', partial: 'warning', down: 'critical', maintenance: 'info', unknown: 'unknown' };

export function stateOfPublic(state: PublicState): State {
  return STATES[state];
}

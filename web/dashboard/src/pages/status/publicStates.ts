import type { PublicState } from '../../api/publicStatus';
import type { State } from '../../components/StateIcon';

const STATES: Readonly<Record<PublicState, State>> = { up: 'ok', partial: 'warning', down: 'critical', unknown: 'unknown' };

export function stateOfPublic(state: PublicState): State {
  return STATES[state];
}

// As the badges of the server: 99.9 % of a day is all but a minute and a half, 99 % all but a quarter of an hour.
const GOOD = 0.999;
const FAIR = 0.99;

/** How a day was, by its share of successful probes. */
export function stateOfDay(uptime: number | null): State {
  if (uptime === null) return 'unknown';
  if (uptime >= GOOD) return 'ok';
  return uptime >= FAIR ? 'warning' : 'critical';
}

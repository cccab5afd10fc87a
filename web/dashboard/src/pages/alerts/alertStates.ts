import type { AlertState } from '../../api/alerts';
import type { ALERT_STATES } from '../../lib/urlState';

type Choice = (typeof ALERT_STATES)[number];

const STATES: Readonly<Record<Choice, readonly AlertState[]>> = {
  active: ['firing', 'acknowledged'],
  firing: ['firing'],
  acknowledged: ['acknowledged'],
  resolved: ['resolved'],
  all: ['firing', 'acknowledged', 'resolved'],
};

/** The states a choice of the filter shows. */
export function statesOf(choice: Choice): readonly AlertState[] {
  return STATES[choice];
}

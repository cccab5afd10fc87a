import type { AlertQueryState, AlertState } from '../../api/alerts';
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

/** What to ask alerting for: it knows one state or all of them. */
export function queryStateOf(choice: Choice): AlertQueryState {
  return choice === 'active' ? 'all' : choice;
}

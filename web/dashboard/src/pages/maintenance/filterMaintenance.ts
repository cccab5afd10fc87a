import type { Maintenance } from '../../api/maintenance';
import { formatMatcher } from '../../lib/matchers';
import type { MAINTENANCE_STATES } from '../../lib/urlState';
import { holdWords } from '../../lib/words';

export type MaintenanceState = 'active' | 'planned' | 'over';

export function stateOf({ activeUntil, endsAt }: Pick<Maintenance, 'activeUntil' | 'endsAt'>, now: number): MaintenanceState {
  if (activeUntil) return 'active';
  return endsAt && Date.parse(endsAt) <= now ? 'over' : 'planned';
}

/** Windows in a state (current: not over) whose name, matchers and author together hold every word. */
export function filterMaintenance(windows: readonly Maintenance[], state: (typeof MAINTENANCE_STATES)[number], text: string, now: number): readonly Maintenance[] {
  return windows.filter((window) => {
    const actual = stateOf(window, now);
    return (state === 'current' ? actual !== 'over' : actual === state) && holdWords([window.name, ...window.matchers.map(formatMatcher), window.createdBy], text);
  });
}

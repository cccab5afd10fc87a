import type { TargetStatus } from '../../api/overview';
import type { OverviewPoint } from '../../api/overview';
import type { State } from '../../components/StateIcon';

// The limits of the rules that ship with the product (config/rules); only for the colour of a card, alerts come from rules.
const MEMORY_WARNING = 0.85;
const MEMORY_CRITICAL = 0.95;
const CPU_WARNING = 80;
const CPU_CRITICAL = 95;
const ERRORS_CRITICAL = 0.05;

export function stateOfMemory(point: OverviewPoint | undefined): State {
  const { memory_mb: used, memory_total_mb: total } = point ?? {};
  if (used === null || used === undefined || !total) return 'unknown';
  return stateOf(used / total, MEMORY_WARNING, MEMORY_CRITICAL);
}

/** More than one in twenty failing is critical (S1-37). */
export function stateOfErrors(point: OverviewPoint | undefined): State {
  const rate = point?.error_rate;
  return rate === null || rate === undefined ? 'unknown' : rate > ERRORS_CRITICAL ? 'critical' : 'ok';
}

export function stateOfCpu(point: OverviewPoint | undefined): State {
  const percent = point?.cpu_utilization;
  return percent === null || percent === undefined ? 'unknown' : stateOf(percent, CPU_WARNING, CPU_CRITICAL);
}

function stateOf(value: number, warning: number, critical: number): State {
  if (value >= critical) return 'critical';
  return value >= warning ? 'warning' : 'ok';
}

export function stateOfTarget({ up }: Pick<TargetStatus, 'up'>): State {
  if (up === null) return 'unknown';
  return up ? 'ok' : 'critical';
}

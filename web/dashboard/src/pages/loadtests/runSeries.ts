import type { LoadTest } from '../../api/loadTests';
import { absoluteRange, SHORTEST_MS, type Interval, type TimeRange } from '../../lib/timeRange';

/** The series of a run whose names fit, as PromQL. A run's label is its id without dashes. */
export function runSelector(id: string, names: string): string {
  return `{__name__=~${JSON.stringify(`loadtest_(${names})`)},run=${JSON.stringify(labelOf(id))}}`;
}

function labelOf(id: string): string {
  return id.replaceAll('-', '');
}

/** When a run ran: to its end, or until now. */
export function runInterval({ startedAt, endedAt }: Pick<LoadTest, 'startedAt' | 'endedAt'>, now: number): Interval {
  const from = Date.parse(startedAt);
  return { from, to: Math.max(from + SHORTEST_MS, endedAt ? Date.parse(endedAt) : now) };
}

/** The same as the range of a chart, which moves on while the run goes. */
export function runRange(run: Pick<LoadTest, 'startedAt' | 'endedAt' | 'state'>, now: number): TimeRange {
  // The first seconds of a run are less than the shortest range.
  if (run.state === 'running') return { from: String(Date.parse(run.startedAt)), to: `now+${String(SHORTEST_MS / 1_000)}s` };
  return absoluteRange(runInterval(run, now));
}

/** The largest or smallest value of a run's series, wherever in its time it was. */
export function extremeOf(run: Pick<LoadTest, 'id' | 'startedAt' | 'endedAt' | 'durationSeconds'>, which: 'max' | 'min', metric: string): string {
  // Of a run that goes, what lies ahead holds nothing.
  const { from, to } = runInterval(run, Date.parse(run.startedAt) + run.durationSeconds * 1_000);
  return `${which}_over_time(${metric}{run=${JSON.stringify(labelOf(run.id))}}[${String(Math.ceil((to - from) / 1_000) + 1)}s] @ ${String(to / 1_000)})`;
}

/**
 * A metric of two runs on the clock of the first, the second moved so that both begin at once.
 * A label `side` says which is which. Records come twice a second: a value is not carried on beyond the end of its run.
 */
export function alignedRuns(metric: string, before: Pick<LoadTest, 'id' | 'startedAt'>, after: Pick<LoadTest, 'id' | 'startedAt'>): string {
  const shift = Date.parse(before.startedAt) - Date.parse(after.startedAt);
  const offset = shift === 0 ? '' : ` offset ${String(shift)}ms`;
  const side = (id: string, name: string, moved: string): string => `label_replace(last_over_time(${metric}{run=${JSON.stringify(labelOf(id))}}[5s]${moved}), "side", "${name}", "", "")`;
  return `${side(before.id, 'before', '')} or ${side(after.id, 'after', offset)}`;
}

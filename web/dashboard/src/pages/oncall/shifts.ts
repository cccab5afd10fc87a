import type { OnCall, Shift } from '../../api/escalation';

/** The shift that follows the one that goes on at a moment, skipping a change of reason only. Null where it goes on like that to the end. */
export function nextShift(shifts: readonly Shift[], now: number): Shift | null {
  const current = shifts.findIndex(({ from, to }) => Date.parse(from) <= now && now < Date.parse(to));
  const person = shifts[current]?.person ?? null;
  return shifts.slice(current + 1).find((shift) => (shift.person ?? null) !== person) ?? null;
}

/** Everybody of the schedules, in the order in which they are on call, so that a person has one colour everywhere. */
export function peopleOf(schedules: readonly OnCall[]): readonly string[] {
  return [...new Set(schedules.flatMap(({ shifts }) => shifts.map(({ person }) => person).filter((person) => typeof person === 'string')))].sort();
}

/** Where a shift lies in a time, in percent. */
export function placeOf(shift: Shift, from: number, to: number): { readonly left: number; readonly width: number } {
  const percent = (at: number): number => Math.min(100, Math.max(0, ((at - from) / (to - from)) * 100));
  const left = percent(Date.parse(shift.from));
  return { left, width: percent(Date.parse(shift.to)) - left };
}

import type { Rotation, Schedule } from '../../api/escalation';
import { WEEKDAYS, type Weekday } from '../../api/maintenance';

export interface RotationValues {
  readonly people: string[];
  /** `2026-03-02`. */
  readonly startsOn: string;
  /** `09:00`. */
  readonly handOff: string;
  readonly days: number;
  /** Empty: on all. */
  readonly onlyOn: Weekday[];
  /** Both empty: at all times. */
  readonly from: string;
  readonly to: string;
}

export interface ScheduleFormValues {
  readonly name: string;
  readonly timeZone: string;
  readonly rotations: readonly RotationValues[];
}

export function newRotation(today: string): RotationValues {
  return { people: [], startsOn: today, handOff: '09:00', days: 7, onlyOn: [], from: '', to: '' };
}

export function scheduleValues(schedule: Schedule | undefined, today: string, timeZone: string): ScheduleFormValues {
  if (schedule === undefined) return { name: '', timeZone, rotations: [newRotation(today)] };
  return { name: schedule.name, timeZone: schedule.timeZone, rotations: schedule.rotations.map(rotationValues) };
}

function rotationValues({ people, startsOn, handOff, days, onlyOn, from, to }: Rotation): RotationValues {
  return { people: [...people], startsOn, handOff: toMinute(handOff), days, onlyOn: [...(onlyOn ?? [])], from: toMinute(from), to: toMinute(to) };
}

/** As `<input type="time">` has it. */
function toMinute(time: string | null | undefined): string {
  return time?.slice(0, 5) ?? '';
}

export type ScheduleProblem = 'nameMissing' | 'nameTaken' | 'peopleMissing' | 'dayMissing' | 'bothTimes' | 'timeMissing';

/** What is wrong with each field, as keys of its text. */
export function validateSchedule({ name, rotations }: ScheduleFormValues, taken: readonly string[]): Readonly<Record<string, ScheduleProblem>> {
  const problems: Record<string, ScheduleProblem> = {};
  if (name.trim() === '') problems['name'] = 'nameMissing';
  else if (taken.includes(name.trim())) problems['name'] = 'nameTaken';
  for (const [index, { people, startsOn, handOff, from, to }] of rotations.entries()) {
    const at = `rotations.${String(index)}`;
    if (people.length === 0) problems[`${at}.people`] = 'peopleMissing';
    if (startsOn === '') problems[`${at}.startsOn`] = 'dayMissing';
    if (handOff === '') problems[`${at}.handOff`] = 'timeMissing';
    if ((from === '') !== (to === '')) problems[`${at}.to`] = 'bothTimes';
  }
  return problems;
}

export function toSchedule({ name, timeZone, rotations }: ScheduleFormValues): Schedule {
  return {
    name: name.trim(),
    timeZone,
    rotations: rotations.map(({ people, startsOn, handOff, days, onlyOn, from, to }) => ({
      people,
      startsOn,
      handOff: `${handOff}:00`,
      days,
      ...(onlyOn.length === 0 ? {} : { onlyOn: WEEKDAYS.filter((day) => onlyOn.includes(day)) }),
      ...(from === '' || to === '' ? {} : { from: `${from}:00`, to: `${to}:00` }),
    })),
  };
}

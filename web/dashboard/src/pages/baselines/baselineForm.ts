import type { BaselineComponent, NewBaseline } from '../../api/baselines';
import { SHORTEST_MS } from '../../lib/timeRange';

export const LENGTHS = ['10m', '1h', '6h', '24h', 'custom'] as const;

const LENGTH_MS = { '10m': 600_000, '1h': 3_600_000, '6h': 21_600_000, '24h': 86_400_000 } as const;

/** A component as it is filled in. */
export interface ComponentValues {
  readonly name: string;
  readonly query: string;
  readonly unit: string;
  readonly better: string;
  readonly role: string;
  /** Empty where nothing is aimed at. */
  readonly target: number | string;
}

export interface BaselineFormValues {
  readonly name: string;
  readonly source: 'range' | 'run';
  readonly length: (typeof LENGTHS)[number];
  /** Local times, used when the length is custom. */
  readonly from: string;
  readonly to: string;
  readonly run: string | null;
  readonly note: string;
  /** The usual ones where there are none. */
  readonly components: ComponentValues[];
}

export const EMPTY_COMPONENT: ComponentValues = { name: '', query: '', unit: '', better: 'lower', role: 'other', target: '' };

export type BaselineProblem = 'nameUnfit' | 'rangeUnfit' | 'runMissing' | 'componentsUnfit';

const NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/;
// Names that stand for something.
const TAKEN: readonly string[] = ['initial', 'reference'];

/** What is wrong with each field, as keys of its text. */
export function validateBaseline(values: BaselineFormValues, now: number): Partial<Record<keyof BaselineFormValues, BaselineProblem>> {
  const { from, to } = rangeOf(values, now);
  const names = values.components.map(({ name }) => name);
  return {
    ...(NAME.test(values.name) && !TAKEN.includes(values.name) ? {} : { name: 'nameUnfit' as const }),
    ...(values.source === 'run' && values.run === null ? { run: 'runMissing' as const } : {}),
    // Written so that an unreadable date, which is NaN, is a problem too.
    ...(values.source === 'range' && !(to - from >= SHORTEST_MS && to <= now) ? { to: 'rangeUnfit' as const } : {}),
    ...(values.components.every(({ name, query }) => NAME.test(name) && query.trim() !== '') && new Set(names).size === names.length
      ? {}
      : { components: 'componentsUnfit' as const }),
  };
}

export function toBaseline(values: BaselineFormValues, now: number): NewBaseline {
  const { from, to } = rangeOf(values, now);
  const note = values.note.trim();
  return {
    name: values.name,
    ...(values.source === 'run' && values.run !== null ? { run: values.run } : { from: new Date(from).toISOString(), to: new Date(to).toISOString() }),
    ...(note === '' ? {} : { note }),
    ...(values.components.length === 0 ? {} : { components: values.components.map(toComponent) }),
  };
}

function rangeOf({ length, from, to }: BaselineFormValues, now: number): { from: number; to: number } {
  return length === 'custom' ? { from: Date.parse(from), to: Date.parse(to) } : { from: now - LENGTH_MS[length], to: now };
}

function toComponent({ name, query, unit, better, role, target }: ComponentValues): BaselineComponent {
  return {
    name,
    query: query.trim(),
    unit: unit.trim(),
    better: better as BaselineComponent['better'],
    role: role as BaselineComponent['role'],
    ...(typeof target === 'number' ? { targetPercent: target } : {}),
  };
}

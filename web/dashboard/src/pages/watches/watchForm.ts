import type { WatchDefinition } from '../../api/watches';
import { numberOrNull } from '../../lib/formNumber';

export interface WatchFormValues {
  readonly name: string;
  readonly query: string;
  readonly step: string;
  readonly minimum: number | string;
  readonly maximum: number | string;
}

export const EMPTY_WATCH: WatchFormValues = { name: '', query: '', step: '1m', minimum: '', maximum: '' };

export function toWatch({ name, query, step, minimum, maximum }: WatchFormValues): WatchDefinition {
  return { name: name.trim(), query: query.trim(), step: step.trim(), minimum: numberOrNull(minimum), maximum: numberOrNull(maximum) };
}

export function toWatchValues({ name, query, step, minimum, maximum }: WatchDefinition): WatchFormValues {
  return { name, query, step, minimum: minimum ?? '', maximum: maximum ?? '' };
}

import type { OutlookDefinition, ThresholdSide } from '../../api/outlooks';
import { numberOrNull } from '../../lib/formNumber';

export interface OutlookFormValues {
  readonly name: string;
  readonly query: string;
  readonly history: string;
  readonly horizon: string;
  readonly step: string;
  /** Percent. */
  readonly level: number | string;
  readonly threshold: number | string;
  readonly side: ThresholdSide;
  readonly least: number | string;
  readonly largest: number | string;
  readonly instances: string;
}

export const EMPTY_OUTLOOK: OutlookFormValues = {
  name: '', query: '', history: '7d', horizon: '1d', step: '', level: 95, threshold: '', side: 'fromBelow', least: '', largest: '', instances: '',
};

/** What the service is sent; a level that is left empty is the usual one. */
export function toOutlook({ name, query, history, horizon, step, level, threshold, side, least, largest, instances }: OutlookFormValues): OutlookDefinition {
  return {
    name: name.trim(),
    query: query.trim(),
    history: history.trim(),
    horizon: horizon.trim(),
    step: step.trim() || null,
    // 99.9 / 100 is 0.9990000000000001 in binary fractions.
    level: Number(((numberOrNull(level) ?? 95) / 100).toPrecision(12)),
    threshold: numberOrNull(threshold),
    side,
    least: numberOrNull(least),
    largest: numberOrNull(largest),
    instances: instances.trim() || null,
  };
}

export function toOutlookValues({ name, query, history, horizon, step, level, threshold, side, least, largest, instances }: OutlookDefinition): OutlookFormValues {
  return {
    name, query, history, horizon, side,
    step: step ?? '',
    level: Number((100 * level).toPrecision(12)),
    threshold: threshold ?? '',
    least: least ?? '',
    largest: largest ?? '',
    instances: instances ?? '',
  };
}

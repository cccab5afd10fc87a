import type { NewSilence, Silence } from '../../api/silences';
import { toLocalInput } from '../../lib/formatTime';
import { completeMatchers, matcherPath, type Matcher } from '../../lib/matchers';

export const LENGTHS = ['30m', '1h', '2h', '8h', '1d', '7d', 'custom'] as const;
export type SilenceLength = (typeof LENGTHS)[number];

const MINUTE_MS = 60_000;
const LENGTH_MS: Readonly<Record<Exclude<SilenceLength, 'custom'>, number>> = {
  '30m': 30 * MINUTE_MS,
  '1h': 60 * MINUTE_MS,
  '2h': 120 * MINUTE_MS,
  '8h': 480 * MINUTE_MS,
  '1d': 1_440 * MINUTE_MS,
  '7d': 10_080 * MINUTE_MS,
};

export interface SilenceFormValues {
  readonly matchers: readonly Matcher[];
  readonly length: SilenceLength;
  /** As `<input type="datetime-local">` writes it; counts with a custom length only. */
  readonly from: string;
  readonly to: string;
  readonly comment: string;
}

export type SilenceProblem = 'matchersMissing' | 'backwards' | 'commentMissing';

/** What the form begins with: nothing, a silence that is to be changed, or one that is over and made again for as long as is usual. */
export function silenceValues(silence: Silence | undefined): Omit<SilenceFormValues, 'matchers'> {
  const comment = silence?.comment ?? '';
  if (silence === undefined || silence.state === 'expired') return { length: '2h', from: '', to: '', comment };
  const at = (time: string): string => toLocalInput(Date.parse(time)).slice(0, 16);
  return { length: 'custom', from: silence.state === 'pending' ? at(silence.startsAt) : '', to: at(silence.endsAt), comment };
}

/** What is wrong with each field, as keys of its text. */
export function validateSilence(values: SilenceFormValues, now: number): Partial<Record<'matchers' | 'to' | 'comment', SilenceProblem>> {
  return {
    ...(completeMatchers(values.matchers).length === 0 ? { matchers: 'matchersMissing' as const } : {}),
    ...(values.length === 'custom' && !(Date.parse(values.to) > Math.max(now, startOf(values, now))) ? { to: 'backwards' as const } : {}),
    ...(values.comment.trim() === '' ? { comment: 'commentMissing' as const } : {}),
  };
}

/** The form's path of what alerting names. */
export function silencePath(path: string, { length, matchers }: SilenceFormValues): string {
  if (path === 'startsAt') return length === 'custom' ? 'from' : 'length';
  if (path === 'endsAt') return length === 'custom' ? 'to' : 'length';
  return matcherPath(path, matchers);
}

export function toSilence(values: SilenceFormValues, now = Date.now()): NewSilence {
  const { matchers, length, comment } = values;
  const shared = { matchers: completeMatchers(matchers), comment: comment.trim() };
  if (length !== 'custom') return { ...shared, endsAt: new Date(now + LENGTH_MS[length]).toISOString() };
  return { ...shared, startsAt: new Date(startOf(values, now)).toISOString(), endsAt: new Date(values.to).toISOString() };
}

function startOf({ from }: SilenceFormValues, now: number): number {
  return from === '' ? now : Date.parse(from);
}

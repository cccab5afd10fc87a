import type { NewAnnotation } from '../../api/annotations';

/** Suggested; any other word will do. */
export const KINDS = ['deploy', 'configuration', 'incident', 'maintenance'] as const;

export interface AnnotationFormValues {
  readonly kind: string;
  readonly text: string;
  /** Local times; the end may be empty where it took no time. */
  readonly start: string;
  readonly end: string;
  /** `name=value` each. */
  readonly labels: string[];
}

export type AnnotationProblem = 'kindMissing' | 'textMissing' | 'startMissing' | 'startFuture' | 'backwards' | 'labelsUnreadable';

const LABEL = /^[^=\s]+=.+$/;
// The service takes a clock that is ahead by a day.
const MOST_AHEAD_MS = 86_400_000;

/** What is wrong with each field, as keys of its text. */
export function validateAnnotation(values: AnnotationFormValues, now: number): Partial<Record<keyof AnnotationFormValues, AnnotationProblem>> {
  const start = Date.parse(values.start);
  return {
    ...(values.kind.trim() === '' ? { kind: 'kindMissing' as const } : {}),
    ...(values.text.trim() === '' ? { text: 'textMissing' as const } : {}),
    ...(Number.isNaN(start) ? { start: 'startMissing' as const } : start > now + MOST_AHEAD_MS ? { start: 'startFuture' as const } : {}),
    ...(values.end !== '' && !(Date.parse(values.end) >= start) ? { end: 'backwards' as const } : {}),
    ...(values.labels.every((label) => LABEL.test(label)) ? {} : { labels: 'labelsUnreadable' as const }),
  };
}

export function toAnnotation({ kind, text, start, end, labels }: AnnotationFormValues): NewAnnotation {
  return {
    kind: kind.trim(),
    text: text.trim(),
    start: new Date(start).toISOString(),
    ...(end === '' ? {} : { end: new Date(end).toISOString() }),
    labels: Object.fromEntries(labels.map((label) => [label.slice(0, label.indexOf('=')), label.slice(label.indexOf('=') + 1)])),
  };
}

import { describe, expect, it } from 'vitest';
import { toAnnotation, validateAnnotation, type AnnotationFormValues } from './annotationForm';

const NOW = Date.parse('2026-03-02T12:00:00Z');
const GOOD: AnnotationFormValues = { kind: 'deploy', text: ' shop 2.3 ', start: '2026-03-02T11:00:00Z', end: '', labels: ['service=shop', 'q=a=b'] };

describe('validateAnnotation', () => {
  it.each([
    [{}, {}],
    [{ kind: ' ', text: '' }, { kind: 'kindMissing', text: 'textMissing' }],
    [{ start: '' }, { start: 'startMissing' }],
    [{ start: '2027-03-02T11:00:00Z' }, { start: 'startFuture' }],
    [{ end: '2026-03-02T10:59:00Z' }, { end: 'backwards' }],
    [{ labels: ['shop'] }, { labels: 'labelsUnreadable' }],
  ])('%j: %j', (change, problems) => {
    expect(validateAnnotation({ ...GOOD, ...change }, NOW)).toEqual(problems);
  });
});

describe('toAnnotation', () => {
  it('took no time without an end', () => {
    expect(toAnnotation(GOOD)).toEqual({ kind: 'deploy', text: 'shop 2.3', start: '2026-03-02T11:00:00.000Z', labels: { service: 'shop', q: 'a=b' } });
  });

  it('ends when it says', () => {
    expect(toAnnotation({ ...GOOD, end: '2026-03-02T11:30:00Z', labels: [] })).toEqual({
      kind: 'deploy', text: 'shop 2.3', start: '2026-03-02T11:00:00.000Z', end: '2026-03-02T11:30:00.000Z', labels: {},
    });
  });
});

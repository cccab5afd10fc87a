import { describe, expect, it } from 'vitest';
import { matcher } from '../../lib/matchers';
import type { Silence } from '../../api/silences';
import { toLocalInput } from '../../lib/formatTime';
import { silenceValues, toSilence, validateSilence, type SilenceFormValues } from './silenceForm';

const NOW = Date.parse('2026-03-02T12:00:00Z');
const VALUES: SilenceFormValues = { matchers: [matcher('instance', '=', 'web-1')], length: '2h', from: '', to: '', comment: ' deploy ' };

describe('validateSilence', () => {
  it.each<[Partial<SilenceFormValues>, object]>([
    [{}, {}],
    [{ matchers: [] }, { matchers: 'matchersMissing' }],
    [{ matchers: [matcher('', '=', 'x')] }, { matchers: 'matchersMissing' }],
    [{ comment: ' ' }, { comment: 'commentMissing' }],
    [{ length: 'custom' }, { to: 'backwards' }],
    [{ length: 'custom', to: '2026-03-02T11:00:00Z' }, { to: 'backwards' }],
    [{ length: 'custom', from: '2026-03-03T00:00:00Z', to: '2026-03-02T14:00:00Z' }, { to: 'backwards' }],
    [{ length: 'custom', from: '2026-03-03T00:00:00Z', to: '2026-03-03T01:00:00Z' }, {}],
  ])('with %j: %j', (changes, expected) => {
    expect(validateSilence({ ...VALUES, ...changes }, NOW)).toEqual(expected);
  });
});

describe('silenceValues', () => {
  const silence: Silence = { id: 's', state: 'active', matchers: [], startsAt: '2026-03-02T10:00:00Z', endsAt: '2026-03-02T14:00:00Z', createdBy: 'anna', comment: 'deploy' };
  const local = (time: string): string => toLocalInput(Date.parse(time)).slice(0, 16);

  it.each<[Silence | undefined, object]>([
    [undefined, { length: '2h', from: '', to: '', comment: '' }],
    [silence, { length: 'custom', from: '', to: local(silence.endsAt), comment: 'deploy' }],
    [{ ...silence, state: 'pending' }, { length: 'custom', from: local(silence.startsAt), to: local(silence.endsAt), comment: 'deploy' }],
    [{ ...silence, state: 'expired' }, { length: '2h', from: '', to: '', comment: 'deploy' }],
  ])('of %j', (of, values) => {
    expect(silenceValues(of)).toEqual(values);
  });
});

describe('toSilence', () => {
  it('begins now and ends after the length chosen, without rows that were left empty', () => {
    expect(toSilence({ ...VALUES, matchers: [...VALUES.matchers, matcher('', '=', '')] }, NOW)).toEqual({
      matchers: VALUES.matchers,
      comment: 'deploy',
      endsAt: '2026-03-02T14:00:00.000Z',
    });
  });

  it('takes both ends as they were written', () => {
    expect(toSilence({ ...VALUES, length: 'custom', from: '2026-03-03T00:00:00Z', to: '2026-03-03T01:00:00Z' }, NOW)).toEqual({
      matchers: VALUES.matchers,
      comment: 'deploy',
      startsAt: '2026-03-03T00:00:00.000Z',
      endsAt: '2026-03-03T01:00:00.000Z',
    });
  });
});

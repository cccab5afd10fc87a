import { describe, expect, it } from 'vitest';
import { NEW_TARGET } from '../../api/targets';
import { parseHeaders, toFormValues, toSettings, validateTarget, type TargetFormValues } from './targetForm';

const valid: TargetFormValues = { ...toFormValues(NEW_TARGET), name: 'Shop', url: 'https://shop.example/health' };

describe('validateTarget', () => {
  it('accepts the defaults with a name and an address', () => {
    expect(validateTarget(valid)).toEqual({});
  });

  it.each<[Partial<TargetFormValues>, object]>([
    [{ name: ' ' }, { name: 'nameMissing' }],
    [{ url: 'shop.example' }, { url: 'urlInvalid' }],
    [{ url: 'ftp://shop.example' }, { url: 'urlInvalid' }],
    [{ intervalSeconds: 0 }, { intervalSeconds: 'intervalInvalid', timeoutSeconds: 'timeoutInvalid' }],
    [{ timeoutSeconds: 31 }, { timeoutSeconds: 'timeoutInvalid' }],
    [{ expectedStatus: 'ok' }, { expectedStatus: 'statusInvalid' }],
    [{ headers: 'no colon' }, { headers: 'headersInvalid' }],
  ])('refuses %j', (change, problems) => {
    expect(validateTarget({ ...valid, ...change })).toEqual(problems);
  });

  it.each(['2xx', '200', '200,204', '200-299', '2xx, 301-302'])('accepts the status %s', (expectedStatus) => {
    expect(validateTarget({ ...valid, expectedStatus })).toEqual({});
  });
});

describe('the form', () => {
  it('gives back the settings it was given', () => {
    const settings = { ...NEW_TARGET, name: 'Shop', url: 'https://x', headers: { Accept: 'a/b', 'X-Key': 'a: b' }, keyword: 'ok', tags: ['eu'] };

    expect(toSettings(toFormValues(settings))).toEqual(settings);
  });

  it('sends no keyword where none was typed', () => {
    expect(toSettings(valid).keyword).toBeNull();
  });
});

describe('parseHeaders', () => {
  it.each([
    ['', {}],
    ['A: 1\n\n b : x: y ', { A: '1', b: 'x: y' }],
    ['A 1', null],
    [': 1', null],
  ])('reads %j', (text, headers) => {
    expect(parseHeaders(text)).toEqual(headers);
  });
});

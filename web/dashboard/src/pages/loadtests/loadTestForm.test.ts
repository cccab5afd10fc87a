import { describe, expect, it } from 'vitest';
import { NEW_LOAD_TEST, toPlan, validateLoadTest } from './loadTestForm';

const filled = { ...NEW_LOAD_TEST, url: ' http://localhost:3000/shop ' };

describe('the plan of a load test', () => {
  it('leaves out what is empty', () => {
    expect(toPlan(filled)).toEqual({ url: 'http://localhost:3000/shop', method: 'GET', virtualUsers: 10, durationSeconds: 60, thinkTimeSeconds: 0, timeoutSeconds: 10 });
  });

  it('has the name and the rate that were given', () => {
    expect(toPlan({ ...filled, name: ' checkout ', expectedRequestsPerSecond: '40' })).toMatchObject({ name: 'checkout', expectedRequestsPerSecond: 40 });
  });

  it.each([
    [{}, {}],
    [{ url: 'localhost' }, { url: 'urlUnfit' }],
    [{ url: 'ftp://localhost' }, { url: 'urlUnfit' }],
    [{ virtualUsers: '' }, { virtualUsers: 'usersUnfit' }],
    [{ durationSeconds: 0 }, { durationSeconds: 'durationUnfit' }],
  ])('with %j has the problems %j', (change, problems) => {
    expect(validateLoadTest({ ...filled, ...change })).toEqual(problems);
  });
});

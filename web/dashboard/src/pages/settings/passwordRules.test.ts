import { describe, expect, it } from 'vitest';
import { refusePassword } from './passwordRules';

describe('refusePassword', () => {
  it.each([
    ['123456789', 'anna', 'short'],
    ['1234567890', 'anna', null],
    ['x'.repeat(256), 'anna', null],
    ['x'.repeat(257), 'anna', 'long'],
    ['Anna.Schmidt', 'anna.schmidt ', 'sameAsName'],
  ])('of %s for %s is %s', (password, name, problem) => {
    expect(refusePassword(password, name)).toBe(problem);
  });
});

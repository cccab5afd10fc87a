import { describe, expect, it } from 'vitest';
import { ApiError } from '../api/client';
import { isSaidBeside } from './fieldErrors';

describe('isSaidBeside', () => {
  it.each<[Error, boolean]>([
    [new ApiError(400, '', { url: ['Not a URL.'] }), true],
    [new ApiError(400, '', { url: ['Not a URL.'], colour: ['is not known'] }), false],
    [new ApiError(409, 'There is one already.'), false],
    [new Error('aborted'), false],
  ])('case %#', (error, expected) => {
    expect(isSaidBeside({ name: '', url: '' }, error)).toBe(expected);
  });
});

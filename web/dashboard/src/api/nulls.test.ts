import { describe, expect, it } from 'vitest';
import { fillNulls } from './nulls';

describe('fillNulls', () => {
  it('fills in what is left out and keeps what is there', () => {
    expect(fillNulls<{ a: number | null; b: number | null }>({ b: 2 } as never, ['a', 'b'])).toEqual({ a: null, b: 2 });
  });
});

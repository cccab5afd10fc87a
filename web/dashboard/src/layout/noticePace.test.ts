import { describe, expect, it } from 'vitest';
import { NOTICE_WINDOW_MS, NoticePace } from './noticePace';

describe('NoticePace', () => {
  it('shows the first of a storm, counts the rest, and begins anew when it was quiet', () => {
    const pace = new NoticePace();

    expect([0, 10, 20, 30, 40].map((at) => pace.admit(at))).toEqual([null, null, null, 1, 2]);
    expect(pace.admit(NOTICE_WINDOW_MS)).toBeNull();
    expect(pace.admit(NOTICE_WINDOW_MS + 11)).toBeNull();
    expect(pace.admit(NOTICE_WINDOW_MS + 12)).toBe(3);
    expect(pace.admit(3 * NOTICE_WINDOW_MS)).toBeNull();
    expect([1, 2, 3].map((at) => pace.admit(3 * NOTICE_WINDOW_MS + at))).toEqual([null, null, 1]);
  });
});

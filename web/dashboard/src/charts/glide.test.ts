import { describe, expect, it } from 'vitest';
import { glide, type FrameClock } from './glide';

/** A browser that draws when it is told to. */
function frames(): FrameClock & { draw(at: number): void } {
  let now = 0;
  let waiting: (() => void) | null = null;
  return {
    now: () => now,
    request: (callback) => { waiting = callback; return 1; },
    cancel: () => { waiting = null; },
    draw(at) {
      const callback = waiting;
      [now, waiting] = [at, null];
      callback?.();
    },
  };
}

describe('glide', () => {
  it('moves quickly at first and slowly at the end, and then rests', () => {
    const clock = frames();
    const shown: (readonly [number, number])[] = [];
    glide([0, 60], [1, 61], (axis) => shown.push(axis), clock);

    for (const at of [0, 200, 400, 600]) clock.draw(at);

    expect(shown).toEqual([[0, 60], [0.875, 60.875], [1, 61]]);
  });

  it('stops where it is told to', () => {
    const clock = frames();
    const shown: (readonly [number, number])[] = [];
    const stop = glide([0, 60], [1, 61], (axis) => shown.push(axis), clock);

    clock.draw(200);
    stop();
    clock.draw(400);

    expect(shown).toEqual([[0.875, 60.875]]);
  });

  it('takes a leap at once', () => {
    const clock = frames();
    const shown: (readonly [number, number])[] = [];
    glide([0, 60], [600, 660], (axis) => shown.push(axis), clock);

    expect(shown).toEqual([[600, 660]]);
  });
});

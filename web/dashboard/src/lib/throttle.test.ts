import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { throttled } from './throttle';

describe('throttled', () => {
  beforeEach(() => { vi.useFakeTimers(); });
  afterEach(() => { vi.useRealTimers(); });

  it('does the first at once and the rest of a storm once in each pause', () => {
    const run = vi.fn();
    const { ask } = throttled(run, 1_000);

    for (let asked = 0; asked < 500; asked++) ask();
    expect(run).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1_000);
    expect(run).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(5_000);
    expect(run).toHaveBeenCalledTimes(2);
    ask();
    expect(run).toHaveBeenCalledTimes(3);
  });

  it('puts off what is asked for while it runs, and leaves it when it is stopped', () => {
    let again = true;
    const run = vi.fn(() => { if (again) ask(); });
    const { ask, stop } = throttled(run, 1_000);

    ask();
    expect(run).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1_000);
    expect(run).toHaveBeenCalledTimes(2);
    again = false;
    stop();
    vi.advanceTimersByTime(5_000);
    expect(run).toHaveBeenCalledTimes(2);
  });
});

/** Something that is not done too often. */
export interface Throttled {
  /** Does it at once, or at the end of the pause after the last time. */
  readonly ask: () => void;
  /** What was asked for and not done yet is left. */
  readonly stop: () => void;
}

/** Does something at most once in so many ms, however often it is asked for. */
export function throttled(run: () => void, pauseMs: number): Throttled {
  let pause: ReturnType<typeof setTimeout> | undefined;
  let wanted = false;
  const begin = (): void => {
    wanted = false;
    pause = setTimeout(() => {
      pause = undefined;
      if (wanted) begin();
    }, pauseMs);
    // Last, so that it may ask again: that is for after the pause.
    run();
  };
  return {
    ask: () => {
      if (pause === undefined) begin();
      else wanted = true;
    },
    stop: () => {
      clearTimeout(pause);
      pause = undefined;
      wanted = false;
    },
  };
}

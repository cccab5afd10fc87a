type Axis = readonly [from: number, to: number];

/** The parts of the browser that a test replaces. */
export interface FrameClock {
  now(): number;
  request(callback: () => void): number;
  cancel(frame: number): void;
}

export const BROWSER_FRAMES: FrameClock = {
  now: () => performance.now(),
  request: (callback) => requestAnimationFrame(callback),
  cancel: (frame) => { cancelAnimationFrame(frame); },
};

const LENGTH_MS = 400;

/** Moves a time axis to where it belongs, quick at first and slow at the end. A leap further than its own length is taken at once. Returns how to stop. */
export function glide(from: Axis, to: Axis, show: (axis: Axis) => void, clock: FrameClock = BROWSER_FRAMES): () => void {
  if (Math.abs(to[1] - from[1]) > to[1] - to[0]) {
    show(to);
    return () => undefined;
  }
  const begun = clock.now();
  const step = (): void => {
    const left = 1 - Math.min(1, (clock.now() - begun) / LENGTH_MS);
    const eased = 1 - left ** 3;
    show(left === 0 ? to : [from[0] + (to[0] - from[0]) * eased, from[1] + (to[1] - from[1]) * eased]);
    frame = left === 0 ? 0 : clock.request(step);
  };
  let frame = clock.request(step);
  return () => { clock.cancel(frame); };
}

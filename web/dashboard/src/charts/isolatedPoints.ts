/** Where a value stands alone between gaps: no line reaches it, so it needs a dot to be seen. */
export function isolatedPoints(values: ArrayLike<number | null | undefined>): number[] {
  const missing = (index: number): boolean => values[index] === null || values[index] === undefined;
  return Array.from(values, (_, index) => index).filter(
    (index) => !missing(index) && missing(index - 1) && missing(index + 1),
  );
}

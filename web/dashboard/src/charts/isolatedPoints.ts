type Values = ArrayLike<number | null | undefined>;

/** Where a value stands alone between gaps: no line reaches it, so it needs a dot to be seen. Lines pass over undefined. */
export function isolatedPoints(values: Values): number[] {
  return Array.from(values, (_, index) => index).filter(
    (index) => isPresent(values[index]) && !isPresent(nearest(values, index, -1)) && !isPresent(nearest(values, index, 1)),
  );
}

function isPresent(value: number | null | undefined): boolean {
  return value !== null && value !== undefined;
}

/** The next value or gap in a direction. */
function nearest(values: Values, from: number, direction: -1 | 1): number | null | undefined {
  let index = from + direction;
  while (index >= 0 && index < values.length && values[index] === undefined) index += direction;
  return values[index];
}

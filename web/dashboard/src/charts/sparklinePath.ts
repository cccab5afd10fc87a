/** An SVG path through the values, the oldest left, scaled to the box; a missing value lifts the pen. */
export function sparklinePath(values: readonly (number | null)[], width: number, height: number): string {
  const known = values.filter((value): value is number => value !== null && Number.isFinite(value));
  if (known.length < 2) return '';
  const low = Math.min(...known);
  const span = Math.max(...known) - low;
  let pen = 'M';
  return values
    .map((value, index) => {
      if (value === null || !Number.isFinite(value)) {
        pen = 'M';
        return '';
      }
      const x = (index / (values.length - 1)) * width;
      const y = span === 0 ? height / 2 : height - ((value - low) / span) * height;
      const command = `${pen}${round(x)} ${round(y)}`;
      pen = 'L';
      return command;
    })
    .join('');
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

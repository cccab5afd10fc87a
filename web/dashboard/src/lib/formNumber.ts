/** What a number field holds, which is a text while it is empty; null then. */
export function numberOrNull(value: number | string): number | null {
  return value === '' ? null : Number(value);
}

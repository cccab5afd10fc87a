/** Something that was done at a time, as a chart marks it. Seconds since the epoch. */
export interface ChartEvent {
  readonly from: number;
  /** The same as `from` where it took no time. */
  readonly to: number;
  readonly label: string;
  /** What it says of a rule; without: it was done to the system. */
  readonly tone?: 'critical' | 'warning' | 'quiet';
}

/** Where a chart draws an event; pixels. */
export interface PlacedEvent {
  readonly left: number;
  readonly right: number;
  /** Empty where there is no room for it. */
  readonly label: string;
  /** Where the label begins. */
  readonly labelLeft: number;
  readonly tone?: ChartEvent['tone'];
}

// Below this a label says nothing; above it one would cover the chart.
const SHORTEST_LABEL = 4;
const LONGEST_LABEL = 28;
const GAP = 4;

/**
 * Places events between two edges. Each label stands right of its line, as long as the next line lets it be; near the right edge it
 * stands left of it, where that is free.
 */
export function placeEvents(
  events: readonly ChartEvent[],
  toX: (seconds: number) => number,
  edges: readonly [left: number, right: number],
  widthOf: (text: string) => number,
): readonly PlacedEvent[] {
  const [first, last] = edges;
  const inside = events
    .map(({ from, to, label, tone }) => ({ left: toX(from), right: toX(to), label, ...(tone === undefined ? {} : { tone }) }))
    .filter(({ left, right }) => right >= first && left <= last)
    .sort((one, other) => one.left - other.left);
  let taken = first;
  return inside.map(({ left, right, label, ...rest }, index) => {
    const limit = inside[index + 1]?.left ?? last;
    const after = shortened(label, limit - Math.max(left, taken) - 2 * GAP, widthOf);
    const labelLeft = Math.max(left, taken) + GAP;
    if (after !== '') {
      taken = labelLeft + widthOf(after);
      return { left: Math.max(left, first), right: Math.min(right, last), label: after, labelLeft, ...rest };
    }
    const before = shortened(label, left - taken - 2 * GAP, widthOf);
    if (before !== '') taken = left;
    return { left: Math.max(left, first), right: Math.min(right, last), label: before, labelLeft: left - GAP - widthOf(before), ...rest };
  });
}

function shortened(text: string, room: number, widthOf: (text: string) => number): string {
  for (let length = Math.min(text.length, LONGEST_LABEL); length >= Math.min(SHORTEST_LABEL, text.length); length--) {
    const candidate = length === text.length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
    if (widthOf(candidate) <= room) return candidate;
  }
  return '';
}

import type { SubScore } from '../../api/scores';

/** A part with what it takes from the score. */
export interface PartLoss {
  readonly part: SubScore;
  /** Points of 100; null where the part was not measured. */
  readonly lost: number | null;
}

/**
 * What each part takes from the score, what takes most first and what was not measured last. The weights of the parts that
 * were measured are scaled to 1, as the score itself does, so that the score and all losses add up to 100.
 */
export function lossesOf(parts: readonly SubScore[]): readonly PartLoss[] {
  const measured = parts.reduce((sum, { value, weight }) => sum + (isKnown(value) ? weight : 0), 0);
  return parts
    .map((part) => ({ part, lost: isKnown(part.value) ? (part.weight / measured) * (100 - part.value) : null }))
    .sort((left, right) => (right.lost ?? -1) - (left.lost ?? -1));
}

/** The colours of docs/algorithms/scores.md. */
export function stateOfScore(value: number | null | undefined): 'ok' | 'warning' | 'critical' | 'unknown' {
  if (!isKnown(value)) return 'unknown';
  return value >= 90 ? 'ok' : value >= 70 ? 'warning' : 'critical';
}

function isKnown(value: number | null | undefined): value is number {
  return value !== null && value !== undefined;
}

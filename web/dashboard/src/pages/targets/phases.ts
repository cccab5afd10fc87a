import { PHASES, type Phase } from '../../api/targets';

export interface PhaseShare {
  readonly phase: Phase;
  readonly seconds: number;
  /** Of the whole, 0 to 1. */
  readonly share: number;
}

/** The phases in the order they happen, with their part of the time; those that did not happen are left out. */
export function phaseShares(phases: Readonly<Partial<Record<Phase, number>>>): PhaseShare[] {
  const present = PHASES.map((phase) => ({ phase, seconds: phases[phase] ?? 0 })).filter(({ seconds }) => seconds > 0);
  const total = present.reduce((sum, { seconds }) => sum + seconds, 0);
  return present.map(({ phase, seconds }) => ({ phase, seconds, share: seconds / total }));
}

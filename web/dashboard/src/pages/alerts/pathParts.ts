import { PATH_STAGES } from '../../api/alertPath';
import type { PathStamps } from '../../api/alerts';

export interface PathPart {
  readonly stage: (typeof PATH_STAGES)[number];
  readonly milliseconds: number;
  /** Where it ends. */
  readonly until: string;
}

/** The parts of a message's way whose two ends are known, in their order, the sum last; as the service counts them, where a clock that is ahead took no time. */
export function partsOfPath({ sampleAt, changedAt, receivedAt, queuedAt, deliveredAt }: PathStamps): readonly PathPart[] {
  const ends = {
    evaluate: [sampleAt, changedAt],
    publish: [changedAt, receivedAt],
    decide: [receivedAt, queuedAt],
    deliver: [queuedAt, deliveredAt],
    total: [sampleAt, deliveredAt],
  } as const;
  return PATH_STAGES.flatMap((stage) => {
    const [from, until] = ends[stage];
    return from && until ? [{ stage, milliseconds: Math.max(0, Date.parse(until) - Date.parse(from)), until }] : [];
  });
}

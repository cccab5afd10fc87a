import { useInstantQuery } from '../../api/prometheus';
import { factsOf, TARGET_QUERIES, type TargetFacts } from './targetFacts';

const REFETCH_MS = 10_000;

/** What the samples say about each target, by the target's name. */
export function useTargetFacts(): (target: string) => TargetFacts {
  const vectors = {
    up: useInstantQuery(TARGET_QUERIES.up, REFETCH_MS).data,
    uptime: useInstantQuery(TARGET_QUERIES.uptime, REFETCH_MS).data,
    seconds: useInstantQuery(TARGET_QUERIES.seconds, REFETCH_MS).data,
    statusCode: useInstantQuery(TARGET_QUERIES.statusCode, REFETCH_MS).data,
    certificateExpiry: useInstantQuery(TARGET_QUERIES.certificateExpiry, REFETCH_MS).data,
  };
  return (target) => factsOf(target, vectors);
}

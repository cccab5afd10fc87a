import { createContext, use, useCallback, useSyncExternalStore } from 'react';
import type { Alert } from './alerts';
import type { ConnectionState, Frame, LiveConnection } from './live';

/** One second of the system as a whole; null where nothing was measured. */
export interface OverviewPoint {
  /** ms since the epoch. */
  readonly timestamp: number;
  readonly throughput_ops_sec: number | null;
  readonly latency_ms: number | null;
  readonly latency_p95_ms: number | null;
  readonly memory_mb: number | null;
  readonly memory_total_mb: number | null;
  /** Percent, 0 to 100. */
  readonly cpu_utilization: number | null;
  /** Percent of each core; none where none was measured. */
  readonly cpu_cores?: readonly (number | null)[];
  readonly error_rate: number | null;
  readonly active_connections: number | null;
  readonly uptime_ratio: number | null;
}

export interface TargetStatus {
  readonly name: string;
  readonly kind: string;
  readonly url: string;
  readonly up: boolean | null;
  readonly latency_ms: number | null;
  readonly status: string | number | null;
}

/** A row of the comparison with the baseline; what is not known is null or left out. */
export interface ImpactRow {
  readonly name: string;
  readonly role: string;
  readonly unit: string;
  readonly better: 'higher' | 'lower';
  readonly before?: { readonly median: number } | null;
  readonly after?: { readonly median: number } | null;
  /** Positive where it became better. */
  readonly improvementPercent?: number | null;
  readonly significance: { readonly isSignificant: boolean };
  readonly reason: string;
}

export const OBSTACLES = ['starting', 'gathering', 'noBaseline', 'incomplete', 'unavailable'] as const;

/** Why there is no impact, or none of everything. */
export interface ImpactObstacle {
  /** A newer server may know more. */
  readonly kind: (typeof OBSTACLES)[number] | (string & {});
  /** The same in an English sentence. */
  readonly reason: string;
  readonly known?: number | null;
  readonly needed?: number | null;
  /** Names or roles of components. */
  readonly missing?: readonly string[] | null;
}

/** The last minutes compared with the reference baseline; only a reason where there is none. */
export interface Impact {
  readonly obstacle?: ImpactObstacle | null;
  readonly overall_effectiveness?: number | null;
  readonly reason?: string;
  readonly baseline?: { readonly name: string; readonly version: number };
  readonly components?: readonly ImpactRow[];
}

export interface OverviewFrame extends Frame {
  readonly type: 'overview';
  readonly timestamp: number;
  readonly current: OverviewPoint | null;
  readonly history?: readonly OverviewPoint[];
  /** Null until they are known. */
  readonly alerts?: readonly Alert[] | null;
  readonly targets?: readonly TargetStatus[] | null;
  readonly optimization_impact?: Impact | null;
  /** Set while the numbers are old, with the reason. */
  readonly stale?: boolean;
  readonly stale_since?: number;
  readonly stale_reason?: string;
}

/** That the numbers are old, since when (ms since the epoch), and why. */
export interface Staleness {
  readonly since: number;
  readonly reason: string;
}

export interface Overview {
  /** Oldest first; at most the last minute. */
  readonly points: readonly OverviewPoint[];
  /** Null until they are known: nothing known is not nothing wrong. */
  readonly alerts: readonly Alert[] | null;
  readonly targets: readonly TargetStatus[] | null;
  readonly impact: Impact | null;
  readonly stale: Staleness | null;
  /** False until the first frame came. */
  readonly received: boolean;
}

export const WINDOW_MS = 60_000;

export const EMPTY_OVERVIEW: Overview = { points: [], alerts: null, targets: null, impact: null, stale: null, received: false };

/**
 * The overview after a frame. Points are joined by timestamp, so the history that a reconnection brings
 * fills what was missed and doubles nothing.
 */
export function applyFrame(overview: Overview, frame: OverviewFrame): Overview {
  const byTime = new Map(overview.points.map((point) => [point.timestamp, point]));
  for (const point of frame.history ?? []) if (!byTime.has(point.timestamp)) byTime.set(point.timestamp, point);
  if (frame.current !== null) byTime.set(frame.current.timestamp, frame.current);
  const newest = Math.max(...byTime.keys());
  const points = [...byTime.values()]
    .filter((point) => point.timestamp > newest - WINDOW_MS)
    .sort((left, right) => left.timestamp - right.timestamp);
  return {
    points,
    alerts: frame.alerts ?? overview.alerts,
    targets: frame.targets ?? overview.targets,
    impact: frame.optimization_impact ?? overview.impact,
    stale: frame.stale === true ? { since: frame.stale_since ?? frame.timestamp, reason: frame.stale_reason ?? '' } : null,
    received: true,
  };
}

/** Keeps the overview up to date for as long as the page is open, whichever view is shown. */
export class OverviewFeed {
  private overview = EMPTY_OVERVIEW;
  private readonly listeners = new Set<() => void>();
  private stopReceiving: (() => void) | null = null;

  constructor(readonly live: LiveConnection) {}

  get current(): Overview {
    return this.overview;
  }

  start(): () => void {
    this.live.start();
    this.stopReceiving ??= this.live.subscribe({ topic: 'overview' }, (frame) => {
      this.overview = applyFrame(this.overview, frame as OverviewFrame);
      for (const listener of this.listeners) listener();
    });
    return () => {
      this.stopReceiving?.();
      this.stopReceiving = null;
      this.live.stop();
    };
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

export const OverviewContext = createContext<OverviewFeed | null>(null);

export function useOverviewFeed(): OverviewFeed {
  const feed = use(OverviewContext);
  if (feed === null) throw new Error('OverviewContext is not provided');
  return feed;
}

export function useOverview(): Overview {
  const feed = useOverviewFeed();
  return useSyncExternalStore(
    useCallback((listener) => feed.onChange(listener), [feed]),
    () => feed.current,
  );
}

/** One part of the overview; renders anew only when that part changes. */
export function useOverviewPart<Part>(select: (overview: Overview) => Part): Part {
  const feed = useOverviewFeed();
  return useSyncExternalStore(
    useCallback((listener) => feed.onChange(listener), [feed]),
    () => select(feed.current),
  );
}

export function useConnectionState(): ConnectionState {
  const { live } = useOverviewFeed();
  return useSyncExternalStore(
    useCallback((listener) => live.onState(listener), [live]),
    () => live.state,
  );
}

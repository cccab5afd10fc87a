import type { Channel } from '../../api/channels';
import type { State } from '../../components/StateIcon';

/** Whether a channel works, by what it is set to and how its last attempts went. */
export interface ChannelHealth {
  readonly state: State;
  readonly word: 'off' | 'failing' | 'problem' | 'working';
  readonly reason: string | null;
}

export function healthOf({ enabled, off, usable, failingSince, lastError, problem }: Channel): ChannelHealth {
  if (!enabled) return { state: 'unknown', word: 'off', reason: off ?? null };
  if (usable === false) return { state: 'critical', word: 'failing', reason: problem ?? null };
  if (failingSince) return { state: 'critical', word: 'failing', reason: lastError ?? null };
  if (problem) return { state: 'warning', word: 'problem', reason: problem };
  return { state: 'ok', word: 'working', reason: null };
}

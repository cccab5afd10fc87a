import type { Channel, Delivery } from '../../api/channels';
import type { State } from '../../components/StateIcon';

/** Whether a channel works, by what it is set to and what came of its last messages. */
export interface ChannelHealth {
  readonly state: State;
  readonly word: 'off' | 'failing' | 'retrying' | 'problem' | 'working' | 'untried';
  readonly reason: string | null;
  /** When a message that waits is tried again. */
  readonly nextAttemptAt: string | null;
}

/** Of the deliveries, the newest first, the newest that came to something decides. */
export function healthOf(channel: Channel, deliveries: readonly Delivery[]): ChannelHealth {
  if (!channel.enabled) return { state: 'unknown', word: 'off', reason: channel.off ?? null, nextAttemptAt: null };
  if (channel.usable === false) return { state: 'critical', word: 'failing', reason: channel.problem ?? null, nextAttemptAt: null };
  const tried = deliveries.find((one) => one.channel === channel.name && (one.status !== 'pending' || one.attempts.length > 0));
  if (tried?.status === 'rejected' || tried?.status === 'failed') return { state: 'critical', word: 'failing', reason: tried.outcome ?? null, nextAttemptAt: null };
  if (tried !== undefined && tried.status !== 'delivered' && tried.attempts.length > 0) {
    return { state: 'warning', word: 'retrying', reason: tried.attempts.at(-1)?.reason ?? tried.outcome ?? null, nextAttemptAt: tried.nextAttemptAt ?? null };
  }
  if (channel.problem) return { state: 'warning', word: 'problem', reason: channel.problem, nextAttemptAt: null };
  return { state: tried === undefined ? 'unknown' : 'ok', word: tried === undefined ? 'untried' : 'working', reason: null, nextAttemptAt: null };
}

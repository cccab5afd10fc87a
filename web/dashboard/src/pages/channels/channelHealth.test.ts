import { describe, expect, it } from 'vitest';
import type { Channel, Delivery } from '../../api/channels';
import { healthOf } from './channelHealth';

const channel: Channel = { name: 'slack', kind: 'slack', enabled: true };
const attempt = { attempt: 1, at: '2026-01-02T12:00:00Z', durationMilliseconds: 12, outcome: 'pending', reason: 'Slack answered 503' };

function delivery(changes: Partial<Delivery>): Delivery {
  return { id: '1', channel: 'slack', status: 'delivered', reason: 'first notification', queuedAt: '2026-01-02T12:00:00Z', alerts: [], attempts: [], ...changes };
}

describe('healthOf', () => {
  it.each<[Partial<Channel>, Partial<Delivery>[], string, string | null]>([
    [{ enabled: false, off: 'no URL' }, [{ status: 'failed' }], 'off', 'no URL'],
    [{ usable: false, problem: 'there is no such channel here' }, [], 'failing', 'there is no such channel here'],
    [{}, [], 'untried', null],
    [{}, [{ channel: 'email' }], 'untried', null],
    [{}, [{}], 'working', null],
    [{}, [{ status: 'failed', outcome: 'no_service' }, {}], 'failing', 'no_service'],
    [{}, [{ status: 'rejected', outcome: '404' }], 'failing', '404'],
    [{}, [{}, { status: 'failed', outcome: 'no_service' }], 'working', null],
    [{}, [{ status: 'pending', attempts: [attempt] }, {}], 'retrying', 'Slack answered 503'],
    [{}, [{ status: 'pending' }, {}], 'working', null],
    [{ problem: 'the template is broken' }, [{}], 'problem', 'the template is broken'],
  ])('case %#: %j with %j is %s', (changes, deliveries, word, reason) => {
    const health = healthOf({ ...channel, ...changes }, deliveries.map(delivery));
    expect([health.word, health.reason]).toEqual([word, reason]);
  });
});

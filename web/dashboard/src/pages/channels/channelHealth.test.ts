import { describe, expect, it } from 'vitest';
import type { Channel } from '../../api/channels';
import { healthOf } from './channelHealth';

const channel: Channel = { name: 'slack', kind: 'slack', enabled: true };
const failing = { failingSince: '2026-03-02T12:00:00Z', lastError: 'Slack answered 503' };

describe('healthOf', () => {
  it.each<[Partial<Channel>, string, string | null]>([
    [{}, 'working', null],
    [{ lastError: 'Slack answered 503', lastErrorAt: '2026-03-02T12:00:00Z' }, 'working', null],
    [failing, 'failing', 'Slack answered 503'],
    [{ ...failing, enabled: false, off: 'no URL' }, 'off', 'no URL'],
    [{ usable: false, problem: 'there is no such channel here' }, 'failing', 'there is no such channel here'],
    [{ problem: 'the template is broken' }, 'problem', 'the template is broken'],
    [{ ...failing, problem: 'the template is broken' }, 'failing', 'Slack answered 503'],
  ])('with %j it is %s', (changes, word, reason) => {
    const health = healthOf({ ...channel, ...changes });
    expect([health.word, health.reason]).toEqual([word, reason]);
  });
});

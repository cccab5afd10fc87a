import { describe, expect, it } from 'vitest';
import { heldReasons } from './heldReasons';

const held = (at: string, fired: string, reason: string): { at: string; fired: string; reason: string } => ({ at, fired, reason });

describe('heldReasons', () => {
  it('says each reason once, with how many alerts it held and when', () => {
    expect(heldReasons([held('10:00', 'a', 'silenced'), held('10:05', 'b', 'inhibited'), held('10:06', 'c', 'inhibited'), held('10:05', 'b', 'inhibited'), held('10:01', 'c', 'inhibited')])).toEqual([
      { reason: 'inhibited', alerts: 2, first: '10:01', last: '10:06' },
      { reason: 'silenced', alerts: 1, first: '10:00', last: '10:00' },
    ]);
  });

  it('has nothing to say where nothing was held', () => {
    expect(heldReasons([])).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { placeEvents, type ChartEvent } from './events';

const at = (from: number, label: string, to = from): ChartEvent => ({ from, to, label });
const place = (...events: ChartEvent[]): unknown => placeEvents(events, (seconds) => seconds, [0, 300], (text) => text.length * 10);

describe('placeEvents', () => {
  it('puts a label right of its line', () => {
    expect(place(at(50, 'shop 2.3'))).toEqual([{ left: 50, right: 50, label: 'shop 2.3', labelLeft: 54 }]);
  });

  it('keeps what an event says of a rule', () => {
    expect(place({ ...at(50, ''), tone: 'critical' })).toEqual([{ left: 50, right: 50, label: '', labelLeft: 46, tone: 'critical' }]);
  });

  it('shortens it where the next line comes', () => {
    expect(place(at(0, 'shop 2.3'), at(70, 'cart'))).toEqual([
      { left: 0, right: 0, label: 'shop…', labelLeft: 4 },
      { left: 70, right: 70, label: 'cart', labelLeft: 74 },
    ]);
  });

  it('puts it left of a line at the right edge', () => {
    expect(place(at(290, 'shop 2.3'))).toEqual([{ left: 290, right: 290, label: 'shop 2.3', labelLeft: 206 }]);
  });

  it('leaves out labels that have no room, and never the line', () => {
    expect(place(at(100, 'aaaa'), at(101, 'bbbb'), at(102, 'cccc'))).toEqual([
      { left: 100, right: 100, label: 'aaaa', labelLeft: 56 },
      { left: 101, right: 101, label: '', labelLeft: 97 },
      { left: 102, right: 102, label: 'cccc', labelLeft: 106 },
    ]);
  });

  it('keeps to the plot what reaches beyond it, and leaves out what lies outside', () => {
    expect(place(at(-50, 'slow', 20), at(-20, 'gone', -10), at(310, 'late'))).toEqual([{ left: 0, right: 20, label: 'slow', labelLeft: 4 }]);
  });
});

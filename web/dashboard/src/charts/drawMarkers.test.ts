import type uPlot from 'uplot';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { drawMarkers } from './drawMarkers';
import type { Marker } from './markers';

const SPEC = { scheme: 'light', unit: 'ms', locale: 'en' } as const;

/** A plot from (10, 20), 300 wide and 100 high, whose values run from 0 at its bottom to 100 at its top; what is drawn is noted. */
function draw(markers: readonly Marker[]): readonly string[] {
  const drawn: string[] = [];
  const note = (what: string) => (...parts: readonly unknown[]): void => { drawn.push(`${what} ${parts.join(' ')}`); };
  const silent = (): void => undefined;
  const ctx = { save: silent, restore: silent, setLineDash: silent, beginPath: silent, stroke: silent, strokeText: silent, moveTo: note('from'), lineTo: note('to'), fillText: note('text') };
  const plot = { ctx, bbox: { left: 10, top: 20, width: 300, height: 100 }, valToPos: (value: number) => 120 - value };
  drawMarkers(plot as unknown as uPlot, markers, SPEC);
  return drawn;
}

describe('drawMarkers', () => {
  beforeEach(() => { vi.stubGlobal('devicePixelRatio', 1); });

  it('draws a line across the plot at the value, with its name and value above it', () => {
    expect(draw([{ value: 71.3, label: 'P95', kind: 'warning' }])).toEqual(['from 10 48.7', 'to 310 48.7', 'text P95 71.3ms 306 44.7']);
  });

  it('puts the name below a line that is at the top, and a baseline’s at the left', () => {
    expect(draw([{ value: 95, label: 'P95', kind: 'warning' }])[2]).toBe('text P95 95ms 306 39');
    expect(draw([{ value: 50, label: 'Before', kind: 'baseline' }])[2]).toBe('text Before 50ms 14 66');
  });

  it('draws none outside the plot', () => {
    expect(draw([{ value: 101, label: 'P95', kind: 'warning' }, { value: -1, label: 'P95', kind: 'warning' }])).toEqual([]);
  });
});

import { fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderPage } from '../../test/render';
import type { TimeRange } from '../lib/timeRange';
import { TimeRangePicker } from './TimeRangePicker';

const NOW = Date.parse('2026-01-02T12:00:00Z');
const HOUR = 3_600_000;

beforeEach(() => { vi.spyOn(Date, 'now').mockReturnValue(NOW); });
afterEach(() => { vi.restoreAllMocks(); });

async function press(...keys: string[]): Promise<TimeRange[]> {
  const chosen: TimeRange[] = [];
  renderPage(<TimeRangePicker range={{ from: 'now-1h', to: 'now' }} onChange={(range) => chosen.push(range)} />);
  await screen.findByTestId('range');
  for (const key of keys) fireEvent.keyDown(document.body, { key });
  return chosen;
}

describe('TimeRangePicker', () => {
  it.each([
    ['ArrowLeft', { from: String(NOW - 1.5 * HOUR), to: String(NOW - 0.5 * HOUR) }],
    ['-', { from: 'now-7200s', to: 'now' }],
    ['+', { from: 'now-1800s', to: 'now' }],
    ['a', { from: String(NOW - HOUR), to: String(NOW) }],
  ])('follows the keys t %s', async (key, range) => {
    expect(await press('t', key)).toEqual([range]);
  });

  it('ignores a key alone', async () => {
    expect(await press('a', 'ArrowLeft')).toEqual([]);
  });

  it('names the range', async () => {
    await press();
    expect(screen.getByTestId('range').textContent).toBe('Last 1h');
  });
});

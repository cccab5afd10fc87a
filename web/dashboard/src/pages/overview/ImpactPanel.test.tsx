import { screen } from '@testing-library/react';
import i18next from 'i18next';
import { afterEach, describe, expect, it } from 'vitest';
import { renderPage } from '../../../test/render';
import type { ImpactObstacle } from '../../api/overview';
import id from '../../i18n/id.json';
import vi from '../../i18n/vi.json';
import { ImpactPanel } from './ImpactPanel';

i18next.addResourceBundle('id', 'translation', id);
i18next.addResourceBundle('vi', 'translation', vi);
afterEach(() => i18next.changeLanguage('en'));

describe('ImpactPanel', () => {
  it('shows each gain with its medians and what supports it', async () => {
    const row = { name: 'throughput', role: 'throughput', better: 'higher' as const, unit: 'ops/s', before: { median: 476 }, after: { median: 877 }, improvementPercent: 84.2, significance: { isSignificant: true }, reason: 'higher in 99 % of pairs (p = 0.0001)' };
    renderPage(<ImpactPanel impact={{ overall_effectiveness: 48.35, reason: 'the mean of throughput', baseline: { name: 'initial', version: 1 }, components: [row] }} />);

    const panel = (await screen.findByText('throughput')).closest('section');
    expect(panel?.textContent).toBe('Impactagainst initial, version 1+48.4%The mean of throughput, memory, CPU and communication.throughput+84.2%476 → 877 ops/shigher in 99 % of pairs (p = 0.0001)');
  });

  it.each<[string, ImpactObstacle, string]>([
    ['en', { kind: 'gathering', known: 12, needed: 48, missing: ['cpu'], reason: 'x' }, 'The first baseline is being gathered: CPU has 12 of the 48 samples needed.'],
    ['id', { kind: 'gathering', known: 12, needed: 48, missing: ['memory'], reason: 'x' }, 'Garis dasar pertama sedang dikumpulkan: memori punya 12 dari 48 sampel yang diperlukan.'],
    ['vi', { kind: 'gathering', known: 12, needed: 48, missing: ['memory'], reason: 'x' }, 'Đang thu thập mốc so sánh đầu tiên: bộ nhớ có 12 trong 48 mẫu cần thiết.'],
    ['en', { kind: 'incomplete', known: 2, needed: 4, missing: ['memory', 'communication'], reason: 'x' }, 'Known for 2 of 4 components; missing: memory and communication.'],
    ['id', { kind: 'incomplete', known: 3, needed: 4, missing: ['communication'], reason: 'x' }, 'Diketahui untuk 3 dari 4 komponen; belum ada: komunikasi.'],
    ['en', { kind: 'starting', reason: 'x' }, 'PerfMonitor has just started and looks for the baseline in a moment.'],
    ['vi', { kind: 'noBaseline', reason: 'x' }, 'Không có mốc so sánh nào để đối chiếu. Hãy chọn hoặc tạo một mốc trong Phân tích.'],
    ['en', { kind: 'unavailable', reason: 'x' }, 'The baseline cannot be read at the moment; it is asked for again by itself.'],
    ['en', { kind: 'moonPhase', reason: 'The moon is full.' }, 'The moon is full.'],
  ])('says in %s of %j what stands in the way', async (language, obstacle, words) => {
    await i18next.changeLanguage(language);
    renderPage(<ImpactPanel impact={{ obstacle, reason: 'x' }} />);

    expect(await screen.findByText(words)).toBeDefined();
  });

  it('says that nothing is known yet', async () => {
    renderPage(<ImpactPanel impact={null} />);

    expect(await screen.findByText('The comparison with the baseline is not known yet.')).toBeDefined();
  });
});

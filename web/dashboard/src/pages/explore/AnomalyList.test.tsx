import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { answerRequests, renderPage } from '../../../test/render';
import { AnomalyList } from './AnomalyList';

const labels = { __name__: 'latency_seconds', job: 'shop' };
const anomaly = { labels, time: '2026-01-05T12:00:00Z', value: 0.5, probability: 0.93, level: 'warning', reason: 'far above what this hour usually has' };
const asked = 'GET /api/v1/explain?query=latency_seconds&series=latency_seconds%7Bjob%3D%22shop%22%7D&time=2026-01-05T12%3A00%3A00Z';
const explanation = {
  text: 'latency_seconds rose from 0.1 to 0.5.',
  movers: [{ query: 'db_wait_seconds', labels: { __name__: 'db_wait_seconds' }, share: 0.87, leadSeconds: 30, inverse: false }],
  changes: [{ kind: 'deploy', text: 'shop 2.3', start: '2026-01-05T11:56:00Z', leadSeconds: 240 }],
  search: { reason: 'found among 312 series' },
};

describe('AnomalyList', () => {
  it('explains an anomaly of one series: what moved with it, how much and how early, and what was changed', async () => {
    answerRequests({ [asked]: explanation });
    renderPage(<AnomalyList query="latency_seconds" bands={{ leftOut: 0, series: [{ labels, band: [], anomalies: [anomaly] }] }} />);

    expect(await screen.findByText('far above what this hour usually has')).toBeDefined();
    expect(screen.getByText('500ms, an anomaly with a probability of 93%')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: /Explain the anomaly/ }));

    const panel = await screen.findByRole('region', { name: 'Explanation' });
    expect(panel.textContent).toBe(
      'latency_seconds rose from 0.1 to 0.5.Moved together with itShareMoveddb_wait_seconds87%30s earlierChange: deploy, shop 2.3 4m earlierfound among 312 series',
    );
  });

  it('says why a series was not judged', async () => {
    renderPage(<AnomalyList query="up" bands={{ leftOut: 0, series: [{ labels: { job: 'new' }, band: [], anomalies: [], notJudged: 'too few values' }] }} />);

    expect(await screen.findByText('{job="new"} was not judged: too few values')).toBeDefined();
  });
});

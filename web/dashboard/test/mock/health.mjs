// Made-up answers about how the system does and will do. Development and tests only.

import { evaluate, iso } from './data.mjs';

const burn = (severity, longSeconds, shortSeconds, factor, longRate, shortRate) => {
  const isBurning = longRate >= factor && shortRate >= factor;
  const span = (seconds) => (seconds < 7_200 ? `${seconds / 60} min` : seconds < 172_800 ? `${seconds / 3_600} h` : `${seconds / 86_400} d`);
  return {
    severity, longSeconds, shortSeconds, factor, longRate, shortRate, isBurning,
    reason: isBurning ? `the last ${span(longSeconds)} burn at ${longRate} and the last ${span(shortSeconds)} at ${shortRate}, both at ${factor} or more` : `the last ${span(longSeconds)} burn at ${longRate}, below ${factor}`,
  };
};

const burns = (hour, minutes, quarter, half, days) => [burn('page', 3_600, 300, 14.4, hour, minutes), burn('page', 21_600, 1_800, 6, quarter, half), burn('ticket', 259_200, 21_600, 1, days, quarter)];

const stands = { createdAt: iso(-86_400 * 20), createdBy: 'olga', definedAt: iso(-86_400 * 20), countedUntil: iso(-60) };

export const objectives = [
  {
    definition: { name: 'checkout', description: 'Checkouts succeed', target: 0.999, windowDays: 30, slotSeconds: 60, good: 'sum(increase(http_requests_total{code!~"5.."}[$window]))', total: 'sum(increase(http_requests_total[$window]))' },
    ...stands, query: '1 - (sum(increase(http_requests_total{code!~"5.."}[300s]))) / (sum(increase(http_requests_total[300s])))', error: null,
    state: 'critical', goodRatio: 0.99931, budgetRemaining: 0.312, recentRate: 33.3, goneInSeconds: 24_264, burns: burns(33.3, 41, 7.1, 33, 1.4),
    words: '99.931 % good over 30 d, 99.9 % promised; 31.2 % of the error budget is left. At the rate of the last hour (33.3× the allowed one) the budget is gone in 6.7 h.',
  },
  {
    definition: { name: 'orders-fast', description: 'The orders API answers within 50 ms', target: 0.95, windowDays: 7, slotSeconds: 60, series: 'probe_duration_seconds', comparison: 'atMost', threshold: 0.05 },
    ...stands, query: 'probe_duration_seconds', error: null,
    state: 'increasing', goodRatio: 0.931, budgetRemaining: -0.38, recentRate: 2.1, goneInSeconds: null, burns: burns(2.1, 2.4, 1.8, 1.9, 1.38),
    words: '93.1 % good over 7 d, 95 % promised; the error budget is overdrawn by 38 %.',
  },
  {
    definition: { name: 'targets-up', description: 'Every target answers', target: 0.99, windowDays: 30, slotSeconds: 60, series: 'probe_success', comparison: 'atLeast', threshold: 1 },
    ...stands, query: 'probe_success', error: null,
    state: 'acceptable', goodRatio: 0.99912, budgetRemaining: 0.912, recentRate: 0, goneInSeconds: null, burns: burns(0, 0, 0.2, 0, 0.1),
    words: '99.912 % good over 30 d, 99 % promised; 91.2 % of the error budget is left.',
  },
  {
    definition: { name: 'imports', description: null, target: 0.9, windowDays: 7, slotSeconds: 300, good: 'sum(increase(imports_ok_total[$window]))', total: 'increase(imports_total[$window])' },
    ...stands, query: '1 - (sum(increase(imports_ok_total[300s]))) / (increase(imports_total[300s]))', error: 'total: the expression gives 2 series where one is needed; aggregate them with sum, avg or max',
    state: 'noData', goodRatio: null, budgetRemaining: null, recentRate: null, goneInSeconds: null, burns: burns(null, null, null, null, null).map((one) => ({ ...one, reason: 'not enough data: 0 s of 30 min needed' })),
    words: 'No events yet: nothing can be said about this objective.',
  },
];

export const newObjective = (definition, name) => ({
  definition, ...stands, createdAt: iso(0), createdBy: name, definedAt: iso(0), query: definition.series ?? definition.good, error: null, state: 'noData', goodRatio: null, budgetRemaining: null, recentRate: null, goneInSeconds: null, burns: [],
  words: 'No events yet: nothing can be said about this objective.',
});

const RATIO_FORMULA = 'Σ weight · value / Σ weight over the parts that were measured';

export function scores() {
  const part = (name, weight, value, reason, formula) => ({ name, weight, value, reason, formula });
  const parts = (availability, errors, latency, saturation, load) => [
    part('availability', availability, 76, '99.76 % of probes succeeded', '100 at 99.9 %, 0 at 99 %'),
    part('errors', errors, null, 'no requests were measured', '100 at 0.01 %, 0 at 5 %'),
    part('latency', latency, 91.2, 'apdex 0.91: 1,080 satisfied, 90 tolerating, 62 frustrated', '100 · apdex'),
    part('saturation', saturation, 52, 'memory is the fullest resource at 82.0 %', 'the worst of CPU (100 at 60 %, 0 at 95 %), memory (100 at 70 %, 0 at 95 %) and disk (100 at 70 %, 0 at 95 %)'),
    part('alert_load', load, 45, '1 critical, 1 warning, 0 informational alerts fire', '100 − 40 · critical − 15 · warning − 5 · informational alerts, at least 0'),
  ];
  const score = (list) => {
    const measured = list.filter(({ value }) => value !== null);
    const weight = measured.reduce((sum, one) => sum + one.weight, 0);
    return { value: measured.reduce((sum, one) => sum + one.weight * one.value, 0) / weight, parts: list, reason: `${Math.round(weight * 100)} % of the weight is measured; missing: errors`, formula: RATIO_FORMULA };
  };
  return {
    time: iso(0), health: score(parts(0.3, 0.25, 0.2, 0.15, 0.1)), optimization: score(parts(0.1, 0.15, 0.35, 0.3, 0.1)),
    satisfaction: 91.3, satisfactionReason: 'apdex 0.91: 1080 satisfied, 90 tolerating, 62 frustrated', requests: { satisfied: 1_080, tolerating: 90, frustrated: 62, thresholdSeconds: 0.5 },
  };
}

export const recommendations = [
  { rule: 'runs-out', kind: 'resources', advice: 'Make room or add capacity before these run out.', evidence: ['filesystem (instance=host-1, mountpoint=/var): 0.95 is reached in 2 d (95 %: 1.6 d to 2.9 d)', 'memory (instance=host-1): 0.96 is already at or above 0.95'] },
  { rule: 'memory-full', kind: 'resources', advice: 'Find the process that takes the most memory; add memory, or limit it.', evidence: ['95 % of the memory of host-1 is in use'] },
  { rule: 'server-slow', kind: 'optimization', advice: 'The server itself is slow to answer: look at what it does before the first byte.', evidence: ['Orders API: 71 % of 0.31 s until the first byte'] },
  { rule: 'budget-burns', kind: 'optimization', advice: 'An error budget goes faster than its objective allows: find what fails before it is gone.', evidence: ['checkout: 99.931 % good over 30 d, 99.9 % promised; 31.2 % of the error budget is left.'] },
  { rule: 'certificate-ends', kind: 'bestPractice', advice: 'Renew certificates before they end, and let that be done by itself.', evidence: ['Shop front: 13 days left'] },
];

const trend = (verdict, share, reason) => ({ verdict, pValue: 0.0004, perHour: share / 168, perHourLower: share / 200, perHourUpper: share / 140, share, values: 672, worth: 310, reason });

const resource = (outlook, query, horizonSeconds, labels, reach, changes = {}) => ({
  outlook, query, horizonSeconds, labels, madeAt: iso(-45), threshold: 0.95, side: 'fromBelow', least: 0, largest: 1, reach, allocation: null, scaling: null, trend: trend('notShown', 0, 'no trend is shown (p = 0.40)'), ...changes,
});

const HOUR = 3_600;
export const resources = [
  resource('memory', 'host_memory_utilization_ratio', 24 * HOUR, { instance: 'host-1' }, { state: 'alreadyBeyond', earliestSeconds: 0, expectedSeconds: 0, latestSeconds: 0, words: '0.96 is already at or above 0.95' }, { allocation: { advice: 'grow', wanted: 1.25, peak: 0.97, peakUpper: 1, words: 'a peak of 0.97, at most 1 with 95 %, needs 1.25 where there is 1' } }),
  resource('filesystem', 'host_filesystem_utilization_ratio', 168 * HOUR, { instance: 'host-1', mountpoint: '/var' }, { state: 'withinHorizon', earliestSeconds: 38 * HOUR, expectedSeconds: 48 * HOUR, latestSeconds: 70 * HOUR, words: '0.95 is reached in 2 d (95 %: 1.6 d to 2.9 d)' }, { allocation: { advice: 'grow', wanted: 1.4, peak: 1, peakUpper: 1, words: 'a peak of 1 needs at least 1.25 where there is 1' }, trend: trend('rising', 0.21, 'rises by 0.0012 an hour (p = 0.0004)') }),
  resource('workers', 'avg(worker_busy_ratio)', 24 * HOUR, {}, { state: 'withinHorizon', earliestSeconds: 16 * HOUR, expectedSeconds: null, latestSeconds: null, words: '0.8 is reached in more than 1 d (95 %: 16 h to more than 1 d)' }, { threshold: 0.8, scaling: { instances: 4, now: 2, words: 'run 4 instances instead of 2: a peak of 0.78, at most 1.4, at 0.8' } }),
  resource('filesystem', 'host_filesystem_utilization_ratio', 168 * HOUR, { instance: 'host-1', mountpoint: '/' }, { state: 'notWithinHorizon', earliestSeconds: null, expectedSeconds: null, latestSeconds: null, words: '0.95 is not reached within 7 d' }, { allocation: { advice: 'shrink', wanted: 0.4, peak: 0.3, peakUpper: 0.32, words: 'a peak of 0.3, at most 0.32, would do with 0.4 where there is 1' } }),
  resource('cpu', 'host_cpu_utilization_ratio', 24 * HOUR, { instance: 'host-2' }, { state: 'cannotTell', earliestSeconds: null, expectedSeconds: null, latestSeconds: null, words: 'not enough data: 12 of 48 values needed' }),
];

export const outlooks = [
  { definition: { name: 'cpu', query: 'host_cpu_utilization_ratio', history: '7d', horizon: '1d', level: 0.95, threshold: 0.9, side: 'fromBelow', least: 0, largest: 1 }, madeAt: iso(-45), error: null },
  { definition: { name: 'filesystem', query: 'host_filesystem_utilization_ratio', history: '28d', horizon: '7d', step: '1h', level: 0.95, threshold: 0.95, side: 'fromBelow', least: 0, largest: 1 }, madeAt: iso(-45), error: null },
  { definition: { name: 'workers', query: 'avg(worker_busy_ratio)', history: '7d', horizon: '1d', level: 0.9, threshold: 0.8, side: 'fromBelow', instances: 'count(worker_busy_ratio)' }, madeAt: iso(-600), error: 'instances: the expression gives no value' },
];

const RANGE_SECONDS = { '24h': 86_400, '7d': 604_800, '30d': 2_592_000, '90d': 7_776_000, '365d': 31_536_000 };
const HEADINGS = ['degrading', 'steady', 'improving', 'notEnoughData'];

export function trends(query, range, better) {
  const rangeSeconds = RANGE_SECONDS[range];
  const series = evaluate(query, Date.now() / 1_000).map(([labels, value], index) => {
    const heading = HEADINGS[index % HEADINGS.length];
    if (heading === 'notEnoughData') return { labels, heading, trend: { verdict: 'notEnoughData', pValue: null, perHour: null, share: null, values: 4, reason: 'not enough data: 4 of 12 values needed' }, values: null, peak: null, trough: null };
    const share = { degrading: 0.18, steady: 0.01, improving: -0.12 }[heading];
    const peak = (factor, ago) => ({ value: value * factor, time: iso(-ago * rangeSeconds) });
    return { labels, heading, trend: trend(heading === 'steady' ? 'notShown' : share > 0 ? 'rising' : 'falling', share, heading === 'steady' ? 'no trend is shown (p = 0.40)' : `${share > 0 ? 'rises' : 'falls'} by ${Math.abs(100 * share)} % of its median (p = 0.0004)`), values: { count: 168, median: value, mean: value, p95: value * 1.3, minimum: value * 0.6, maximum: value * 1.6 }, peak: peak(1.6, 0.3), trough: peak(0.6, 0.8) };
  });
  return { time: iso(0), rangeSeconds, stepSeconds: rangeSeconds / 168, better, leftOut: 0, series };
}

export const kpis = [
  { name: 'revenue', query: 'sum(rate(shop_revenue_euros_total[5m]))', unit: '€', perSeconds: 1, explainedBy: ['shop_latency_p95_seconds', 'shop_error_ratio'] },
  { name: 'sign-ups', query: '60 * sum(rate(shop_signups_total[10m]))', unit: '', perSeconds: 60, explainedBy: [] },
];

/** The revenue dips during the incident; of the sign-ups there is not enough history. */
export function impact(name, from, to) {
  const kpi = kpis.find((one) => one.name === name);
  const [start, end] = [Date.parse(from), to === null ? Date.now() : Date.parse(to)];
  const base = { kpi, from, to: new Date(end).toISOString(), stepSeconds: 300 };
  if (name !== 'revenue') return { ...base, loss: null, course: [], words: 'not enough data: 61 of 100 values needed before the incident' };
  const step = (end - start) / 24;
  const course = Array.from({ length: 48 }, (_, index) => {
    const expected = 2 + 0.4 * Math.sin(index / 9);
    const share = index < 24 ? 1 + 0.06 * Math.sin(index * 2.3) : 0.6 + 0.08 * Math.sin(index * 1.7);
    return { time: new Date(start + (index - 23) * step).toISOString(), expected, lower: expected - 0.3, upper: expected + 0.3, actual: index === 30 ? null : expected * share };
  });
  const part = { value: 1_120, lower: 870, upper: 1_380 };
  return {
    ...base,
    course,
    loss: {
      verdict: 'lost', amount: 1_240, lower: 902, upper: 1_598, level: 0.95, expected: 3_104, actual: 1_864, measuredSteps: 23, steps: 24, historyValues: 8_064, seasonSeconds: [86_400, 604_800], explained: part,
      parts: [
        { name: 'shop_latency_p95_seconds', effect: { value: -0.21, lower: -0.26, upper: -0.16 }, usual: 0.35, during: 2.32, amount: part, reason: '-0.21 of the KPI (-0.26 to -0.16) for each 1 of it; 2.32 during the incident, 0.35 as usual' },
        { name: 'shop_error_ratio', reason: 'left out: it stood still before the incident, so nothing shows what it does to the KPI' },
      ],
    },
    words: 'about 1,240 € lost (95% between 902 € and 1,598 €): 3,104 € expected over 45 min, 1,864 € measured in 23 of 24 steps; from 8064 values before, season of 288 and 2016 steps.',
  };
}

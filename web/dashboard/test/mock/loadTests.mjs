// Made-up load tests. Development and tests only.

const START = Date.now();
const iso = (seconds) => new Date(START + seconds * 1_000).toISOString();

// The oldest of them all had its process die before it measured anything.
export const loadTests = [
  run('lt3', 'Checkout, soak', 'running', -90, null, 3_600, 20),
  run('lt2', 'Checkout, 50 users', 'finished', -1_800, -1_500, 300, 50),
  run('lt1', 'Checkout, 50 users', 'finished', -7_200, -6_900, 300, 50),
  run('lt0', 'Search under stress', 'stopped', -90_000, -89_910, 600, 80),
  run('lt', 'Search under stress', 'interrupted', -93_000, -92_990, 600, 80),
];

const older = run('lt-older', 'Checkout, long ago', 'finished', -900_000, -899_700, 300, 50);

/** Those of the first page of the list, and one that is older. */
export const everRun = () => [...loadTests, older];

/** The list, page by page. */
export const page = (before) => (before === null ? { runs: loadTests, next: loadTests.at(-1).id } : { runs: [older] });

function run(id, name, state, from, to, durationSeconds, virtualUsers) {
  return { id, name, url: `http://localhost:3000/${name.toLowerCase().split(/\W/)[0]}`, virtualUsers, durationSeconds, state, startedBy: 'olga', startedAt: iso(from), ...(to === null ? {} : { endedAt: iso(to) }) };
}

/** As the service gives it: a run that goes has other figures each time. */
export function shown(one, now = Date.now()) {
  if (one.state === 'interrupted') return one;
  const elapsed = ((one.endedAt === undefined ? now : Date.parse(one.endedAt)) - Date.parse(one.startedAt)) / 1_000;
  return { ...one, progress: progressAt(one, elapsed) };
}

export function view(one) {
  const full = shown(one);
  const { progressPercent, activeUsers, currentRps, successRate, completedRequests } = full.progress ?? {};
  const line = `🔄 Running... ${progressPercent?.toFixed(1)}% | Active: ${activeUsers} | RPS: ${currentRps?.toFixed(1)} | Success: ${successRate?.toFixed(1)}% | Completed: ${completedRequests?.toLocaleString('en')}`;
  return { run: full, ...(full.progress === undefined ? {} : { status: line }) };
}

export function start({ name, url, virtualUsers, durationSeconds }, startedBy) {
  const made = { id: `lt-${Date.now()}`, name: name ?? new URL(url).hostname, url, virtualUsers, durationSeconds, state: 'running', startedBy, startedAt: new Date().toISOString() };
  loadTests.unshift(made);
  return made;
}

export function stop(one) {
  Object.assign(one, { state: 'stopped', endedAt: new Date().toISOString() });
}

// The later of the two runs that are compared answers faster.
const mean = ({ id, name }) => (id === 'lt2' ? 0.11 : name.startsWith('Search') ? 0.9 : 0.16);
const failing = ({ name }) => (name.startsWith('Search') ? 0.14 : 0.004);

function progressAt(one, elapsed) {
  const activeUsers = Math.min(one.virtualUsers, Math.ceil((one.virtualUsers * (elapsed + 1)) / 30));
  const rate = activeUsers / mean(one);
  const wave = 1 + 0.08 * Math.sin(elapsed / 7);
  const ended = Math.round((one.virtualUsers / mean(one)) * Math.max(0, elapsed - 15));
  const failedRequests = Math.round(ended * failing(one));
  const seconds = mean(one) * wave;
  return {
    timestamp: Date.parse(one.startedAt) / 1_000 + elapsed, elapsedTime: elapsed, progressPercent: Math.min(100, (100 * elapsed) / one.durationSeconds), activeUsers,
    completedRequests: ended - failedRequests, failedRequests, successRate: 100 * (1 - failing(one)), currentRps: rate / wave, peakRps: (one.virtualUsers / mean(one)) * 1.09,
    overallRps: ended / Math.max(1, elapsed), estimatedCompletion: Math.max(0, one.durationSeconds - elapsed),
    meanResponseSeconds: seconds, p50ResponseSeconds: seconds * 0.9, p95ResponseSeconds: seconds * 1.8, p99ResponseSeconds: seconds * 2.6, maxResponseSeconds: seconds * 4,
  };
}

const METRICS = {
  requests_per_second: 'currentRps', success_rate_percent: 'successRate', active_users: 'activeUsers', progress_percent: 'progressPercent',
  requests_completed_total: 'completedRequests', requests_failed_total: 'failedRequests',
  response_mean_seconds: 'meanResponseSeconds', response_p50_seconds: 'p50ResponseSeconds', response_p95_seconds: 'p95ResponseSeconds', response_p99_seconds: 'p99ResponseSeconds',
};

/** The series of runs that an expression names, each as it was at a moment; null where it names none. */
export function evaluate(query, seconds) {
  if (!query.includes('loadtest_')) return null;
  const names = Object.keys(METRICS).filter((name) => new RegExp(`[_(|]${name}[")|{]`).test(query));
  return [...query.matchAll(/run="([^"]+)"}(?:\[5s\])?(?: offset (-?\d+)ms)?(?:\), "side", "(\w+)")?/g)].flatMap(([, label, offset = '0', side]) => {
    const one = everRun().find(({ id }) => id.replaceAll('-', '') === label);
    const fixed = / @ ([\d.]+)/.exec(query)?.[1];
    const at = Number(fixed ?? seconds) - Number(offset) / 1_000;
    const { startedAt, endedAt } = one ?? { startedAt: undefined };
    const last = endedAt === undefined ? Date.now() : Date.parse(endedAt);
    if (one === undefined || one.state === 'interrupted' || at < Date.parse(startedAt) / 1_000 || (fixed === undefined && at > last / 1_000)) return [];
    const progress = progressAt(one, Math.min(at, last / 1_000) - Date.parse(startedAt) / 1_000);
    return names.map((name) => [{ ...(side === undefined ? { __name__: `loadtest_${name}` } : { side }), job: 'loadtest', run: label, run_name: one.name }, progress[METRICS[name]]]);
  });
}

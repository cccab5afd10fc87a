// Made-up data for developing the page without the other processes. Development and tests only.

import { evaluate as evaluateRuns, everRun } from './loadTests.mjs';

const START = Date.now();

export const users = [
  { id: 'u1', name: 'admin', role: 'admin', disabled: false, createdAt: iso(-86_400 * 30), lastLoginAt: iso(-60) },
  { id: 'u2', name: 'olga', role: 'operator', disabled: false, createdAt: iso(-86_400 * 12), lastLoginAt: iso(-7_200) },
  { id: 'u3', name: 'viet', role: 'viewer', disabled: true, createdAt: iso(-86_400 * 3), lastLoginAt: null },
];

export const apiKeys = [
  key('k1', 'CI load test', 'pm_7fQ2', 'operator', 'ingest', -86_400 * 9, { lastUsedAt: iso(-300) }),
  key('k2', 'Grafana', 'pm_Xw81', 'viewer', 'all', -86_400 * 40, { expiresAt: iso(86_400 * 50) }),
  key('k3', 'old exporter', 'pm_0aaB', 'operator', 'ingest', -86_400 * 200, { revokedAt: iso(-86_400 * 20) }),
];

export function key(id, name, prefix, role, scope, created, changes = {}) {
  return { id, name, prefix, role, scope, createdBy: 'admin', createdAt: iso(created), expiresAt: null, revokedAt: null, lastUsedAt: null, ...changes };
}

export const targets = [
  target('t1', 'PerfMonitor', 'http://127.0.0.1:3000/health/ready', 'backend', ['self'], { origin: 'self' }),
  target('t2', 'Shop front', 'https://shop.example/', 'web', ['eu', 'public']),
  target('t3', 'Orders API', 'https://api.shop.example/orders', 'api', ['eu']),
  target('t4', 'Payment gateway', 'https://pay.example/health', 'backend', []),
  target('t5', 'Old intranet', 'http://intranet.example/', 'web', [], { enabled: false }),
];

/** The status page: one that failed on some days, one that fails now, one that was never probed. */
export function publicStatus() {
  const day = (back, uptime) => ({ date: new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10), uptime, state: uptime === null ? 'unknown' : uptime >= 0.999 ? 'up' : uptime >= 0.99 ? 'partial' : 'down' });
  const days = (uptimeOf) => Array.from({ length: 90 }, (_, index) => day(89 - index, uptimeOf(89 - index)));
  const uptime = (a, b, c, d) => ({ '1d': a, '7d': b, '30d': c, '90d': d });
  return {
    title: 'Shop status',
    at: new Date(Date.now() - 8_000).toISOString(),
    state: 'partial',
    targets: [
      { name: 'Orders API', state: 'down', maintenanceUntil: null, downSince: new Date(Date.now() - 420_000).toISOString(), responseMs: null, uptime: uptime(0.9931, 0.9989, 0.9994, 0.9996), days: days((back) => (back === 0 ? 0.9931 : back === 17 ? 0.9962 : back > 70 ? null : 1)) },
      { name: 'Shop front', state: 'up', maintenanceUntil: null, downSince: null, responseMs: 182.4, uptime: uptime(1, 1, 0.99962, 0.99948), days: days((back) => (back === 12 ? 0.964 : back === 40 ? 0.9971 : 1)) },
      { name: 'Payments', state: 'maintenance', maintenanceUntil: new Date(Date.now() + 2_700_000).toISOString(), downSince: null, responseMs: 88.1, uptime: uptime(0.971, 0.9987, 0.99962, 0.99948), days: days((back) => (back === 0 ? 0.971 : 1)) },
      { name: 'Status of the warehouse in Hamburg', state: 'unknown', maintenanceUntil: null, downSince: null, responseMs: null, uptime: uptime(null, null, null, null), days: days(() => null) },
    ],
  };
}

function target(id, name, url, kind, tags, changes = {}) {
  return {
    id, name, url, kind, tags, intervalSeconds: 30, timeoutSeconds: 10, method: 'GET', headers: {}, expectedStatus: '2xx',
    keyword: null, followRedirects: true, allowInvalidCertificate: false, enabled: true, origin: 'api', ...changes,
  };
}

export const alerts = [
  alert('a1', 'TargetDown', 'critical', 'firing', { job: 'probe', target: 'Payment gateway', kind: 'backend', instance: 'https://pay.example/health' }, 0, 1, -340, 'Payment gateway has been down for 2 minutes'),
  alert('a2', 'TargetSlow', 'warning', 'firing', { job: 'probe', target: 'Orders API', kind: 'api', instance: 'https://api.shop.example/orders' }, 0.0987, 0.05, -75, 'Orders API answers slowly', { unit: 's' }),
  alert('a3', 'HostMemoryHigh', 'warning', 'acknowledged', { job: 'host', instance: 'host-1' }, 0.91, 0.85, -4_000, 'Memory of host-1 is nearly full', { unit: 'ratio' }),
  alert('a4', 'HostCpuHigh', 'warning', 'resolved', { instance: 'host-1' }, 0.94, 0.9, -9_000, 'CPU of host-1 was busy for 5 minutes', { unit: 'ratio' }),
  alert('a5', 'CertificateExpires', 'info', 'resolved', { target: 'Shop front' }, 1_200_000, 1_814_400, -90_000, 'The certificate of Shop front expires in 13 days', { unit: 's' }),
];

function alert(fingerprint, name, severity, state, labels, value, threshold, started, summary, annotations = {}) {
  return {
    id: Number(fingerprint.slice(1)) * 10, fingerprint, name, severity, state, value, threshold,
    labels: { alertname: name, severity, ...labels },
    annotations: { summary, description: `${summary}. See the chart for how it began.`, runbook_url: 'https://example.com/runbooks/' + name, ...annotations },
    startsAt: iso(started),
    endsAt: state === 'resolved' ? iso(started + 1_260) : null,
    acknowledgedBy: state === 'acknowledged' ? 'olga' : null,
    acknowledgedAt: state === 'acknowledged' ? iso(started + 600) : null,
    note: state === 'acknowledged' ? 'Restarting the importer tonight.' : null,
    notifications: [
      { channel: 'email', at: iso(started + 5), status: 'delivered', reason: 'first notification', path: stamps(started, 41) },
      { channel: 'slack', at: iso(started + 5), status: severity === 'critical' ? 'failed' : 'delivered', reason: 'first notification', path: stamps(started, severity === 'critical' ? null : 212), ...(severity === 'critical' ? { outcome: 'Slack answered 503; every attempt failed' } : {}) },
    ],
  };
}

/** A warning's way: 5 s of them for its group; `took` ms at the channel, null: it never got there. */
function stamps(started, took) {
  const at = (milliseconds) => new Date(START + started * 1_000 + milliseconds).toISOString();
  return { sampleAt: at(-29), changedAt: at(-8), receivedAt: at(0), queuedAt: at(5_000), ...(took === null ? {} : { deliveredAt: at(5_000 + took) }) };
}

/** The story of an alert, or of the time before that its episodes name. */
export function story(alert, episode) {
  const later = (seconds) => new Date(Date.parse(alert.startsAt) + seconds * 1_000).toISOString();
  const episodes = [
    { id: alert.id, startsAt: alert.startsAt, ...(alert.endsAt === null ? {} : { endsAt: alert.endsAt }), state: alert.state, value: alert.value },
    { id: alert.id - 1, startsAt: later(-90_000), endsAt: later(-88_000), state: 'resolved', value: 1 },
  ];
  const shown = episodes.find(({ id }) => id === episode) ?? episodes[0];
  if (shown === episodes[0]) return { ...newestStory(alert), episodes };
  const earlier = { ...alert, ...shown, acknowledgedBy: null, acknowledgedAt: null, note: null, notifications: [], comments: [], verdict: alert.earlierVerdict };
  return { ...newestStory(earlier), groups: [], episodes };
}

function newestStory(alert) {
  const at = Date.parse(alert.startsAt);
  const later = (seconds) => new Date(at + seconds * 1_000).toISOString();
  return {
    alert,
    ...(alert.verdict === undefined ? {} : { verdict: alert.verdict }),
    timeline: [
      { at: alert.startsAt, kind: 'fired', text: `${alert.annotations.summary}` },
      { at: later(10), kind: 'notified', text: 'first notification', actor: 'email' },
      { at: later(11), kind: 'delivered', text: 'accepted by the mail server', actor: 'email' },
      ...(alert.acknowledgedAt === null ? [] : [{ at: alert.acknowledgedAt, kind: 'acknowledged', text: alert.note ?? '', actor: alert.acknowledgedBy }]),
      ...(alert.endsAt === null ? [] : [{ at: alert.endsAt, kind: 'resolved', text: 'the condition is false again' }]),
      ...(alert.comments ?? []),
    ],
    ...(alert.severity === 'critical' ? { escalation: { policy: 'critical', phase: 'waiting', taken: 1, steps: 3, told: ['sms-nora'], nextAt: iso(400), next: [{ channel: 'sms-nora', whom: "nora, on call in 'ops'" }], missing: ["there is no person 'carl'"] } } : {}),
    ...(alert.acknowledgedUntil === undefined ? {} : { acknowledgedUntil: alert.acknowledgedUntil }),
    groups: [{
      key: '{}:{alertname}', route: '{}', matched: 'no route below matches, so the top one takes it', members: 2, nextFlushAt: iso(3_600), nextFlushReason: 'a reminder is due, 4 h after the last message',
      channels: [
        { channel: 'email', standing: 'told', reason: 'nothing new; the next reminder is due later', until: iso(3_600) },
        { channel: 'slack', standing: 'queued', reason: "waits for the channel's limit: 20 messages in 1 min are the limit", until: iso(60) },
      ],
    }],
  };
}

/** Open alerts as they are told together. */
export const routeGroups = () => {
  const open = alerts.filter(({ state }) => state !== 'resolved');
  const shown = ({ fingerprint }) => ({ fingerprint, status: fingerprint === 'a3' ? { state: 'suppressed', silencedBy: [], inhibitedBy: [], mutedBy: ['Patch day'] } : { state: 'active', silencedBy: [], inhibitedBy: [], mutedBy: [] } });
  return open.map((alert) => ({ labels: { alertname: alert.name }, receiver: { name: alert.severity === 'critical' ? 'email, slack' : 'email' }, alerts: [shown(alert)] }));
};

/** Two that are most likely one trouble; the rest alone. */
export const incidents = () => [
  { id: '1', title: 'TargetSlow and 1 more on probe', severity: 'critical', startsAt: alerts[0].startsAt, shared: { job: 'probe' }, alerts: alerts.slice(0, 2) },
  ...alerts.slice(2).map((alert) => ({ id: alert.fingerprint, title: alert.name, severity: alert.severity, startsAt: alert.startsAt, endsAt: alert.endsAt, shared: {}, alerts: [alert] })),
];

const about = [{ fingerprint: 'a1', name: 'TargetDown' }];
const tried = (attempt, seconds, outcome, reason) => ({ attempt, at: iso(seconds), durationMilliseconds: 41.5 + attempt, outcome, ...(reason === undefined ? {} : { reason }) });

const stage = (channel, level, name, count, p50, p95, p99, worst) => ({ channel, level, stage: name, count, p50, p95, p99, worst });

export const alertPath = {
  notifications: 52,
  isCut: false,
  stages: [
    stage('email', 'critical', 'evaluate', 40, 0.002, 0.031, 0.061, 0.074),
    stage('email', 'critical', 'publish', 40, 0.011, 0.04, 0.097, 0.101),
    stage('email', 'critical', 'decide', 40, 0.009, 0.03, 0.076, 0.09),
    stage('email', 'critical', 'deliver', 40, 0.014, 0.05, 0.131, 0.14),
    stage('email', 'critical', 'total', 40, 0.029, 0.132, 0.185, 0.21),
    stage('slack', 'warning', 'total', 12, 5.03, 5.2, 5.4, 5.4),
  ],
};

export const deliveries = [
  { id: 'd1', channel: 'slack', status: 'pending', reason: 'first notification', queuedAt: iso(-60), nextAttemptAt: iso(34), outcome: 'Slack answered 503', alerts: about, attempts: [tried(1, -60, 'pending', 'Slack answered 503'), tried(2, -55, 'pending', 'Slack answered 503'), tried(3, -30, 'pending', 'no answer within 10 s')] },
  { id: 'd2', channel: 'email', status: 'delivered', reason: 'first notification', queuedAt: iso(-62), deliveredAt: iso(-61), outcome: '250 accepted', alerts: about, attempts: [tried(1, -61, 'delivered', '250 accepted')] },
  { id: 'd3', channel: 'slack', status: 'failed', reason: 'reminder', queuedAt: iso(-9_000), outcome: 'Slack answered 404 no_service; every attempt failed', alerts: [{ fingerprint: 'a3', name: 'HostMemoryHigh' }, { fingerprint: 'a4', name: 'HostCpuHigh' }], attempts: [tried(1, -9_000, 'failed', 'Slack answered 404 no_service')] },
];

const tally = (severity, real, wrong, known, unjudged, rule) => ({ ...(rule === undefined ? {} : { rule }), severity, episodes: real + wrong + known + unjudged, judged: real + wrong + known, real, false: wrong, known, ...(real + wrong + known === 0 ? {} : { falseShare: wrong / (real + wrong + known), precision: 1 - wrong / (real + wrong + known) }) });

export const quality = {
  from: iso(-86_400 * 30), to: iso(0),
  falseCritical: { value: 0.0625, target: 0.05, met: false }, falseWarning: { value: 0.086, target: 0.1, met: true }, accuracy: { target: 0.95 },
  levels: [tally('critical', 14, 1, 1, 4), tally('warning', 30, 3, 2, 12), tally('info', 0, 0, 0, 6)],
  rules: [tally('critical', 2, 4, 0, 1, 'HostDiskFull'), tally('warning', 20, 3, 0, 2, 'TargetSlow'), tally('warning', 3, 0, 5, 0, 'HostCpuHigh'), tally('info', 0, 0, 0, 26, 'CertificateExpires'), tally('critical', 12, 0, 1, 3, 'TargetDown')],
};

export const actions = {
  actions: [
    { name: 'emergency_risk_reduction', kind: 'http', match: ['alertname="VarExceeded"'], automatic: true, requiresApproval: true, dryRun: false, cooldownSeconds: 900, verified: true },
    { name: 'emergency_system_check', kind: 'health', match: ['alertname="ServiceErrorRateHigh"'], automatic: true, requiresApproval: false, dryRun: false, cooldownSeconds: 900, verified: false },
    { name: 'drain', kind: 'script', match: ['alertname="HostFilesystemFull"'], automatic: false, requiresApproval: true, dryRun: false, cooldownSeconds: 3_600, verified: true, off: 'Actions:ScriptFolder is not set' },
  ],
};

export const actionRuns = [
  { id: 'run1', action: 'emergency_risk_reduction', alertId: 1, fingerprint: 'a1', state: 'proposed', dryRun: false, requestedBy: 'alert', requestedAt: iso(-120), valueBefore: 1, audit: [{ at: iso(-120), actor: 'alert', text: 'asked for emergency_risk_reduction: proposed' }] },
  { id: 'run2', action: 'emergency_system_check', alertId: 2, fingerprint: 'a2', state: 'succeeded', dryRun: false, requestedBy: 'alert', requestedAt: iso(-4_000), startedAt: iso(-3_999), outcome: 'ingestion, analytics, alerting, reporting and loadtest are ready', audit: [{ at: iso(-4_000), actor: 'alert', text: 'asked for emergency_system_check: approved' }, { at: iso(-3_998), actor: 'PerfMonitor', text: 'ready: 5 of 5' }] },
];

export const escalation = {
  policies: [
    { name: 'critical', matchers: [{ name: 'severity', value: 'critical', isRegex: false, isEqual: true }], repeat: 1, steps: [
      { waitSeconds: 300, schedules: ['ops'], people: [], channels: [], over: ['sms'] },
      { waitSeconds: 600, schedules: ['ops'], people: ['bob'], channels: [], over: [] },
      { waitSeconds: 900, schedules: [], people: [], channels: ['slack'], over: [] },
    ] },
    { name: 'other', matchers: [], repeat: 0, steps: [{ waitSeconds: 3_600, schedules: ['ops'], people: [], channels: [], over: ['mail'] }] },
  ],
  schedules: [
    { name: 'ops', timeZone: 'Europe/Berlin', rotations: [{ people: ['anna', 'bob'], startsOn: '2026-03-02', handOff: '09:00:00', days: 7 }, { people: ['nora'], startsOn: '2026-03-02', handOff: '00:00:00', days: 1, onlyOn: ['saturday', 'sunday'], from: '22:00:00', to: '06:00:00' }] },
  ],
  people: [{ name: 'anna', ways: { sms: 'pager', mail: 'email' } }, { name: 'bob', ways: { mail: 'email' } }, { name: 'nora', ways: { chat: 'slack' } }],
  warnings: [{ kind: 'policy', name: 'critical', text: "step 2: there is no person 'carl'" }],
  overrides: [{ id: 'o1', schedule: 'ops', person: 'nora', startsAt: iso(-3_600), endsAt: iso(7_200), createdBy: 'olga', createdAt: iso(-4_000) }],
};

/** Turns of half a week, a gap in each, and the stand-ins above them. */
export function onCall(from, to) {
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  const personAt = (schedule, at) => {
    const standIn = escalation.overrides.find((one) => one.schedule === schedule.name && Date.parse(one.startsAt) <= at && at < Date.parse(one.endsAt));
    if (standIn !== undefined) return { person: standIn.person, reason: `stands in, entered by ${standIn.createdBy}` };
    const turn = Math.floor(at / 302_400_000);
    if (at % 302_400_000 > 290_000_000) return {};
    return { person: schedule.rotations[0].people[turn % schedule.rotations[0].people.length], reason: `on call in '${schedule.name}'` };
  };
  return escalation.schedules.map((schedule) => {
    const shifts = [];
    for (let at = begin; at < end; at += 900_000) {
      const duty = personAt(schedule, at);
      const last = shifts.at(-1);
      const to = new Date(Math.min(end, at + 900_000)).toISOString();
      if (last !== undefined && last.person === duty.person && last.reason === duty.reason) last.to = to;
      else shifts.push({ from: new Date(at).toISOString(), to, ...duty });
    }
    const now = personAt(schedule, Date.now());
    return { schedule: schedule.name, ...(now.person === undefined ? {} : { now }), shifts };
  });
}

export const storedRules = [
  { id: 'q1', version: 2, enabled: true, file: 'api/q1', updatedAt: iso(-50_000), updatedBy: 'olga', draft: { group: 'shop', name: 'OrdersSlow', metric: 'probe_duration_seconds', comparison: '>', threshold: 0.12, for: '1m', severity: 'critical', recommendation: 'Add a worker.' } },
];

/** Before the newest version the threshold was another. */
export const versionsOf = (rule) => Array.from({ length: rule.version }, (_, index) => ({
  version: index + 1, enabled: rule.enabled, writtenAt: iso(-50_000 * (rule.version - index)), writtenBy: rule.updatedBy,
  draft: index + 1 === rule.version ? rule.draft : { ...rule.draft, threshold: 0.5 },
}));

export const ruleGroups = () => [
  { name: 'targets', file: 'targets.yml', interval: 1, ownInterval: 1, limit: 50, rules: rules.slice(0, 2).map((one) => ({ ...ruleInForce(one, 'firing'), ...(one.name === 'TargetSlow' ? { 'x-perfmonitor': extensions } : {}) })) },
  { name: 'host', file: 'host.yml', interval: 15, rules: [...rules.slice(2).map((one) => ruleInForce(one, 'inactive')), { ...ruleInForce({ name: 'HostDiskFull', query: 'host_filesystem_ratio > on(x) 0.9' }, 'inactive'), health: 'err', lastError: 'many-to-many matching not allowed: matching labels must be unique on one side' }] },
  ...storedRules.filter(({ enabled }) => enabled).map(({ file, draft }) => ({ name: draft.group ?? 'api', file, interval: 1, rules: [storedInForce(draft)] })),
];

function storedInForce(draft) {
  if (draft.record !== undefined) return { ...ruleInForce({ name: draft.record, query: draft.metric }, 'inactive'), type: 'recording', state: undefined, alerts: undefined };
  return ruleInForce({ name: draft.name, query: `(${draft.metric}) ${draft.comparison} ${draft.threshold}` }, 'pending');
}

const extensions = {
  recovery_threshold: 0.04, flapping: { starts: 4, within: '30m' }, approaching: { threshold: 0.045, for: '5m' }, no_data: { for: '5m', severity: 'warning' }, error: { for: '2m' },
};

/** What the alerts read now: a little less than when they fired. */
export const currentValues = (fingerprint) => alerts
  .filter((one) => one.state !== 'resolved' && (fingerprint === null || one.fingerprint === fingerprint))
  .map((one) => ({ fingerprint: one.fingerprint, labels: one.labels, annotations: {}, state: 'firing', activeAt: one.startsAt, value: String(Number((one.value * 0.95).toPrecision(4))) }));

function ruleInForce({ name, query }, state) {
  const active = state === 'inactive' ? [] : [{ labels: { alertname: name, instance: 'host-1' }, annotations: {}, state, activeAt: iso(-100), value: '0.91' }];
  return { name, query, type: 'alerting', state, health: 'ok', duration: 60, keepFiringFor: 0, labels: { severity: 'warning' }, annotations: { summary: `${name}: {{ $value }}`, recommendation: 'Look at the chart.' }, alerts: active, evaluationTime: 0.0007, lastEvaluation: new Date().toISOString() };
}

/** Where a rule's threshold is, as the server finds it. */
export function thresholdOf({ rule, comparison = '>', threshold }) {
  if (rule === undefined) return threshold === undefined ? null : { value: threshold, comparison };
  const [, operator, value] = /(>|<)\s*([\d.]+)/.exec(rule.expr ?? '') ?? [];
  return value === undefined ? null : { value: Number(value), comparison: operator };
}

/** What a back-test would answer: fewer notifications, the higher the threshold. */
export function backtest({ draft: given, from, to, thresholds, incidents = [] }) {
  const compared = thresholdOf(given);
  const draft = { name: given.rule?.alert ?? given.name, threshold: compared?.value, comparison: compared?.comparison };
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  const at = (share) => new Date(begin + (end - begin) * share).toISOString();
  const count = (threshold) => (draft.threshold === undefined ? 6 : Math.max(0, Math.round(12 * (1.5 - threshold / draft.threshold))));
  const shares = (threshold) => Array.from({ length: count(threshold) }, (_, index) => (index + 0.6) / (count(threshold) + 0.5));
  const outlook = (threshold) => ({
    summary: `${count(threshold)} notifications, ${Math.floor(count(threshold) / 3)} at night, ${incidents.length === 0 ? 'no incidents marked' : `${incidents.length} of ${incidents.length} marked incidents found`}`,
    incidents: incidents.map((incident, index) => ({ ...incident, found: count(threshold) > 0, delaySeconds: count(threshold) > 0 ? 40 + 35 * index : null })),
    firing: [...shares(threshold).map((share) => ({ from: at(share), to: at(share + 0.02) })), ...shares(threshold).map((share) => ({ from: at(share - 0.01), to: at(share + 0.025), state: 'approaching' }))],
    told: shares(threshold).map((share, index) => ({ at: at(share), night: index % 3 === 0 })),
  });
  const own = outlook(draft.threshold);
  return {
    ...own, from, to, stepSeconds: 15, evaluations: 40_320, evaluatedInMs: 61.4, threshold: draft.threshold ?? null, comparison: draft.comparison ?? null,
    alerts: shares(draft.threshold).map((share, index) => ({ id: `b${index}`, name: draft.name, summary: `${draft.name}: 0.97`, firedAt: at(share), resolvedAt: at(share + 0.02) })),
    notifications: own.told.map(({ at: moment, night }) => ({ at: moment, group: '{}', reasonText: 'first notification', channels: ['email', 'slack'], night })),
    held: own.told.slice(0, 2).map(({ at: moment }, index) => ({ at: moment, fired: `b${index}`, reason: 'the alert HostCpuHigh of a higher severity fires for the same series' })),
    sweep: thresholds.map((threshold) => ({ threshold, expression: (given.rule?.expr ?? given.metric).replace(/([<>]\s*)[\d.]+/, `$1(${threshold})`), ...outlook(threshold) })),
    remarks: ['Alerts of other rules do not inhibit here.'],
  };
}

export const routing = {
  route: route('{}', '{}', ['email', 'slack'], 30, {
    routes: [
      route('{}/0', '{severity="critical"}', ['email', 'slack'], 0, { groupBy: ['alertname', 'instance'], routes: [route('{}/0/0', '{team="payments"}', ['pager'], 0, { cooldownSeconds: 600 })] }),
      route('{}/1', '{job=~"load.*"}', ['slack'], 30, { continue: true, muteTimes: ['night'] }),
      route('{}/2', '{severity="info"}', [], 30, { warnings: ['tells nobody'] }),
    ],
  }),
  inhibit: [{ source: '{severity="critical"}', target: '{severity=~"warning|info"}', equal: [], equalBut: ['severity'] }],
  dependencies: [{ target: 'Shop front', behind: ['Orders API', 'Payments'], when: ['severity="critical"'] }],
  remarks: [],
};

function route(id, matchers, channels, wait, changes = {}) {
  return { id, matchers, channels, continue: false, groupBy: ['alertname'], groupWaitSeconds: wait, groupIntervalSeconds: 300, repeatIntervalSeconds: 14_400, muteTimes: [], activeTimes: [], cooldownSeconds: 0, warnings: [], routes: [], ...changes };
}

export const silences = [
  { id: 's1', state: 'active', matchers: [matcher('instance', 'web-.*', true), matcher('severity', 'warning')], startsAt: iso(-1_800), endsAt: iso(5_400), createdBy: 'olga', comment: 'Deploying shop 2.3', createdAt: iso(-1_800), warning: 'matches none of the alerts that are open' },
  { id: 's2', state: 'pending', matchers: [matcher('alertname', 'HostCpuHigh')], startsAt: iso(7_200), endsAt: iso(14_400), createdBy: 'admin', comment: 'Nightly import', createdAt: iso(-600) },
  { id: 's3', state: 'expired', matchers: [matcher('target', 'Old intranet')], startsAt: iso(-90_000), endsAt: iso(-80_000), createdBy: 'olga', comment: 'Moved to the new racks', createdAt: iso(-90_000) },
];

export const windows = [
  { id: 'm1', name: 'Backup', matchers: [matcher('job', 'host')], weekly: { days: ['saturday', 'sunday'], start: '02:00', durationMinutes: 120, timeZone: 'Europe/Berlin' }, createdBy: 'admin', createdAt: iso(-900_000) },
  { id: 'm2', name: 'Patch day', matchers: [], startsAt: iso(-600), endsAt: iso(6_600), activeUntil: iso(6_600), createdBy: 'olga', createdAt: iso(-1_000) },
];

function matcher(name, value, isRegex = false) {
  return { name, value, isRegex, isEqual: true };
}

export const backup = { format: 1, product: 'PerfMonitor', version: '1.0.0', takenAt: iso(0), takenBy: 'admin', parts: { analytics: { watches: [{ id: 'cpu', definition: { name: 'cpu', query: 'avg_over_time(host_cpu_utilization_ratio[1m])', step: '1m' } }] } } };

export const restored = {
  parts: [
    { part: 'ingestion', unchanged: 12, kept: 1, changes: [
      { kind: 'targets', id: 't1', label: 'Shop', outcome: 'created', note: 'without the header Authorization, whose value the backup does not hold; enter it again' },
      { kind: 'targets', id: 't2', label: 'PerfMonitor', outcome: 'refused', note: 'it is the system itself (Self:Url)' },
    ] },
    { part: 'analytics', unchanged: 6, kept: 0, changes: [{ kind: 'rules', id: 'r1', label: 'HighLatency', outcome: 'changed' }] },
    { part: 'alerting', unchanged: 3, kept: 0, changes: [{ kind: 'silences', id: 's1', label: 'disk is being replaced', outcome: 'removed' }] },
  ],
};

export const audit = [
  { id: 3, at: iso(-60), actor: 'admin', action: 'login', target: 'admin', address: '127.0.0.1', outcome: 'success', detail: '' },
  { id: 2, at: iso(-600), actor: 'olga', action: 'POST', target: '/api/alerts/a3/acknowledge', address: '127.0.0.1', outcome: 'success', detail: '200' },
  { id: 1, at: iso(-900), actor: 'viet', action: 'login', target: 'viet', address: '10.0.0.7', outcome: 'refused', detail: 'wrong password' },
];

export const rules = [
  { name: 'TargetDown', type: 'alerting', query: 'probe_success == 0' },
  { name: 'TargetSlow', type: 'alerting', query: 'probe_duration_seconds > 0.05' },
  { name: 'HostMemoryHigh', type: 'alerting', query: 'host_memory_utilization_ratio > 0.85' },
  { name: 'HostCpuHigh', type: 'alerting', query: 'avg_over_time(host_cpu_utilization_ratio[5m]) > 0.9' },
];

export const reports = [
  { id: 'r1', title: 'Daily report', from: iso(-86_400 * 2), to: iso(-86_400), state: 'ready', requestedBy: 'schedule daily', requestedAt: iso(-86_400), finishedAt: iso(-86_398), headline: 'All targets were available 99.9 % of the time or more; two alerts fired.', files: [{ format: 'pdf', fileName: 'daily.pdf', size: 48_213 }, { format: 'csv', fileName: 'daily.csv', size: 9_120 }], mail: { to: ['ops@example.com'], state: 'sent' } },
  { id: 'r2', title: 'Release weekend', from: iso(-86_400 * 9), to: iso(-86_400 * 7), state: 'failed', requestedBy: 'olga', requestedAt: iso(-86_400 * 7), finishedAt: null, reason: 'analytics did not answer within 30 s', files: [], mail: { to: [], state: 'none' } },
];

export const schedules = [
  { name: 'daily', enabled: true, title: 'Daily report', period: 'day', cron: '0 6 * * *', timeZone: 'UTC', nextRunAt: iso(40_000), lastRunAt: iso(-46_000), mailTo: ['ops@example.com'] },
];

export const channels = [
  { name: 'email', kind: 'email', enabled: true, destination: 'ops@example.com', pending: 0, lastError: 'the mail server answered 451', lastErrorAt: iso(-7_500), lastDeliveredAt: iso(-11_000) },
  { name: 'slack', kind: 'slack', enabled: true, destination: 'http://127.0.0.1:8025/slack/…', pending: 1, lastError: 'no answer within 10 s', lastErrorAt: iso(-20), failingSince: iso(-340) },
  { name: 'pager', kind: 'webhook', enabled: false, off: 'Receivers:Webhook:Url is not set', pending: 0 },
];

/** A smooth value that looks alive: sums of sines, the same for the same instant. */
export function wave(seconds, seed, low, high) {
  const t = seconds / 60;
  const mix = Math.sin(t * 1.7 + seed) * 0.5 + Math.sin(t * 6.1 + seed * 3) * 0.25 + Math.sin(t * 23 + seed * 7) * 0.15 + Math.sin(seconds * 2.1 + seed * 11) * 0.1;
  return low + ((mix + 1) / 2) * (high - low);
}

export function overviewPoint(milliseconds) {
  const seconds = Math.floor(milliseconds / 1_000);
  const cores = [0, 1, 2, 3].map((core) => wave(seconds, core + 3, 4, 80 - core * 12));
  return {
    timestamp: seconds * 1_000,
    throughput_ops_sec: wave(seconds, 1, 380, 560),
    latency_ms: wave(seconds, 2, 18, 64),
    latency_p95_ms: 71.3,
    memory_mb: wave(seconds, 5, 5_800, 6_400),
    memory_total_mb: 16_000,
    cpu_utilization: cores.reduce((sum, core) => sum + core, 0) / cores.length,
    cpu_cores: cores,
    error_rate: 0.0012,
    active_connections: 52,
    uptime_ratio: 0.9997,
  };
}

const LAST_OF = {
  host_cpu_core_utilization_ratio: (s) => [0, 1, 2, 3].map((cpu) => [{ job: 'host', instance: 'host-1', cpu: String(cpu) }, wave(s, cpu + 3, 0.04, 0.8)]),
  host_cpu_utilization_ratio: (s) => [[{ job: 'host', instance: 'host-1' }, wave(s, 3, 0.04, 0.7)]],
  host_memory_utilization_ratio: (s) => [[{ job: 'host', instance: 'host-1' }, wave(s, 5, 0.8, 0.93)]],
  host_memory_used_bytes: (s) => [[{ job: 'host', instance: 'host-1' }, wave(s, 5, 5.8, 6.4) * 1e9]],
  host_filesystem_utilization_ratio: (s) => ['/', '/var'].map((mountpoint, i) => [{ job: 'host', instance: 'host-1', mountpoint }, wave(s, i, 0.3 + i * 0.45, 0.32 + i * 0.5)]),
  slo_error_budget_remaining_ratio: (s) => [['checkout', 0.312], ['orders-fast', -0.38], ['targets-up', 0.912]].map(([slo, left]) => [{ slo }, left + (START / 1_000 - s) * 8e-6]),
  slo_burn_rate: (s) => ['checkout', 'orders-fast', 'targets-up'].flatMap((slo, i) => ['1h', '6h', '72h'].map((window, w) => [{ slo, window }, wave(s / (w + 1), i + w, 0.2, 9 / (w + 1) / (i + 1))])),
  host_network_receive_bytes_total: (s) => ['eth0', 'lo'].map((device, i) => [{ job: 'host', instance: 'host-1', device }, wave(s, i, 1e5, 4e6)]),
  perfmonitor_samples_accepted_total: (s) => [[{ job: 'perfmonitor' }, wave(s, 1, 380, 560)]],
  probe_success: (s) => probes((t) => (t.id === 't4' && s * 1_000 > START - 340_000 ? 0 : t.id === 't3' && s % 5_400 < 130 ? 0 : 1)),
  probe_duration_seconds: (s) => probes((t, i) => wave(s, i, 0.01 * (i + 1), 0.05 * (i + 1))),
  probe_http_status_code: (s) => probes((t) => (t.id === 't4' && s * 1_000 > START - 340_000 ? 503 : 200)),
  probe_http_duration_seconds: (s) => probes((t, i) => wave(s, i, 0.002, 0.02)).flatMap(([m, v]) => ['resolve', 'connect', 'tls', 'processing', 'transfer'].map((phase, p) => [{ ...m, phase }, v * (p + 1) / 5])),
  probe_ssl_earliest_cert_expiry: () => probes((t, i) => START / 1_000 + 86_400 * (12 + i * 60)).filter(([m]) => m.instance.startsWith('https')),
  up: () => [[{ job: 'host' }, 1], [{ job: 'probe' }, 1]],
};

export const metricNames = Object.keys(LAST_OF);

function probes(value) {
  return targets.filter((t) => t.enabled).map((t, i) => [{ job: 'probe', target: t.name, kind: t.kind, instance: t.url }, value(t, i)]);
}

/** Stands in for PromQL: finds the one metric named, applies equality matchers, a factor and an aggregation in front, ignores the rest. */
export function evaluate(query, seconds) {
  const ofRuns = evaluateRuns(query, seconds);
  if (ofRuns !== null) return ofRuns;
  const name = metricNames.filter((metric) => new RegExp(`\\b${metric}\\b`).test(query)).sort((a, b) => b.length - a.length)[0];
  if (name === undefined) return [];
  const wanted = [...query.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label, value]) => [label, JSON.parse(`"${value}"`)]);
  const bare = query.trim() === name || query.startsWith(name + '{');
  const found = LAST_OF[name](seconds)
    .map(([metric, value]) => [bare ? { __name__: name, ...metric } : metric, value])
    .filter(([metric]) => wanted.every(([label, value]) => metric[label] === value));
  const [, factor = '1', aggregate] = /^(?:(\d+) \* )?(sum|avg)?/.exec(query);
  const scaled = found.map(([metric, value]) => [metric, value * Number(factor)]);
  return aggregate === undefined || scaled.length === 0 ? scaled : [[{}, scaled.reduce((sum, [, value]) => sum + value, 0) / scaled.length]];
}

export const impact = {
  overall_effectiveness: 48.35, reason: 'the mean of throughput, memory, CPU and communication', baseline: { name: 'initial', version: 1, from: iso(-7_200), to: iso(-3_600) },
  components: [
    gain('throughput', 'ops/s', 476, 877, 84.2, true, 'higher in 99 % of pairs (p = 0.0001)'),
    gain('memory', 'MB', 8_900, 6_221, 30.1, true, 'lower in 97 % of pairs (p = 0.0004)'),
    gain('cpu', '%', 47, 49, -4.2, false, 'not more than chance (p = 0.31)'),
    gain('latency', 'ms', 52, 41, 21.2, true, 'lower in 71 % of pairs (p = 0.02)'),
  ],
};

function gain(name, unit, before, after, improvementPercent, isSignificant, reason) {
  return { name, role: name === 'latency' ? 'other' : name, unit, better: name === 'throughput' ? 'higher' : 'lower', before: { median: before, count: 60 }, after: { median: after, count: 30 }, improvementPercent, significance: { pValue: 0.01, isSignificant }, reason };
}

export function forecast(query, horizon, nowMs, least, largest) {
  const stepSeconds = Math.max(60, Math.ceil(horizon / 1_000 / 60) * 60);
  const start = (Math.floor(nowMs / 1_000 / stepSeconds) + 1) * stepSeconds;
  const steps = Array.from({ length: Math.ceil(horizon / stepSeconds) }, (_, step) => step);
  return {
    time: new Date(nowMs).toISOString(), stepSeconds, leftOut: 0,
    series: evaluate(query, start).map(([labels, value]) => {
      const expected = steps.map((step) => value * (1 + Math.sin(step / 5) * 0.1));
      const spread = (step) => value * 0.06 * Math.sqrt(step + 1);
      return {
        labels, start, expected, lower: expected.map((v, step) => Math.max(least, v - spread(step))), upper: expected.map((v, step) => Math.min(largest, v + spread(step))), level: 0.95, seasonSeconds: [86_400],
        methods: [{ name: 'theta 1440', error: 2.1, weight: 0.4 }], error: 1.9,
        words: `${steps.length} steps from 1440 values; seasons of 1 d; in back-tests the mean error was 1.9.`,
        trend: { verdict: 'notShown', pValue: 0.4, values: 1_440, worth: 210, reason: 'no trend is shown (p = 0.40)' },
      };
    }),
  };
}

export function bands(query, startMs, endMs, stepSeconds) {
  const first = Math.ceil(startMs / 1_000 / stepSeconds) * stepSeconds;
  const times = Array.from({ length: Math.floor((endMs / 1_000 - first) / stepSeconds) + 1 }, (_, step) => first + step * stepSeconds);
  const at = times.map((seconds) => evaluate(query, seconds));
  return {
    stepSeconds, leftOut: 0,
    series: (at[0] ?? []).map(([labels], index) => {
      const values = at.map((series) => series[index][1]);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) * 1.9 || 1;
      const anomalies = times.flatMap((seconds, step) => Math.abs(values[step] - mean) <= spread ? [] : [{
        watch: 'band', labels, time: new Date(seconds * 1_000).toISOString(), value: values[step], expected: mean, lower: mean - spread, upper: mean + spread, probability: 0.93, level: 'warning', isNews: true, votes: [],
        reason: `outside of ${(mean - spread).toPrecision(3)} to ${(mean + spread).toPrecision(3)}, as seen in less than 1 of 100 values`,
      }]);
      return { labels, band: times.map((seconds) => [seconds, mean, mean - spread, mean + spread]), anomalies, notJudged: null };
    }),
  };
}

const measured = (name, unit, median, changes = {}) => ({ name, role: name === 'latency' ? 'other' : name, unit, better: name === 'throughput' ? 'higher' : 'lower', query: `sum(${name})`, samples: { count: 60, median }, growth: { amount: median / 500 }, ...changes });
const usual = [measured('throughput', 'ops/s', 476, { targetPercent: 47 }), measured('memory', 'MB', 50), measured('cpu', '%', 4.35), measured('communication', 'ms', 1.75), measured('latency', 'ms', 120)];
const baseline = (name, version, seconds, source, changes = {}) => ({ name, version, createdAt: iso(seconds), createdBy: 'olga', from: iso(seconds - 3_600), to: iso(seconds), stepSeconds: 10, source, components: usual, ...changes });

export const baselines = {
  baselines: [
    baseline('release-2.3', 2, -3_000, 'run', { run: 'lt1', note: 'after the cache' }),
    baseline('release-2.3', 1, -90_000, 'range', { note: 'before the cache' }),
    baseline('initial', 1, -200_000, 'automatic', { createdBy: 'perfmonitor', note: 'taken by itself from the first 10 minutes with data' }),
  ],
  reference: 'initial', referenceVersion: 1, initial: "baseline 'initial' is initialised: 2026-01-05 11:50 to 12:00 UTC",
};

export function takenBaseline({ name, run, note, from, to, components }, by) {
  const version = 1 + Math.max(0, ...baselines.baselines.filter((one) => one.name === name).map((one) => one.version));
  return { ...baseline(name, version, 0, run === undefined ? 'range' : 'run'), createdAt: new Date().toISOString(), createdBy: by, run, note, ...(from === undefined ? {} : { from, to }), ...(components === undefined ? {} : { components: components.map((one) => ({ ...one, samples: { count: 60, median: 10 }, growth: {} })) }) };
}

export function comparison(name, query) {
  const { version, from, to, run } = baselines.baselines.find((one) => one.name === name && String(one.version) === query.get('version'));
  return {
    baseline: { name, version, from, to, run },
    compared: { from: query.get('from') ?? new Date(Date.now() - 300_000).toISOString(), to: query.get('to') ?? new Date().toISOString(), run: query.get('run') ?? undefined },
    components: [
      compared('throughput', 'ops/s', 476, 877, 84.2, 4, true, 'higher in 99 % of pairs (p = 0.0001)', { outcome: 'achieved', words: '84.2 % of the 47 % aimed at' }),
      ...comparedCosts,
      compared('latency', 'ms', 120, null, null, 0, false, 'not enough data: 0 of 12 needed'),
    ],
    overall: { percent: 39.48, reason: 'the mean of throughput, memory, CPU and communication' },
  };
}

const comparedCosts = [
  compared('memory', 'MB', 50, 34.95, 30.1, 7, true, 'lower in 97 % of pairs (p = 0.0004)'),
  compared('cpu', '%', 4.35, 4.53, -4.2, 9, false, 'not more than chance (p = 0.31)'),
  compared('communication', 'ms', 1.75, 0.91, 47.8, 12, true, 'lower in 95 % of pairs (p = 0.001)'),
];

/** Two load tests, or null and the side of which nothing is known. */
export function comparedRuns(query) {
  const [before, after] = ['beforeRun', 'afterRun'].map((side) => everRun().find(({ id }) => id === query.get(side)));
  const time = ({ id, startedAt, endedAt }) => ({ from: startedAt, to: endedAt ?? new Date().toISOString(), stepSeconds: 1, run: id });
  const unknown = [[before, 'beforeRun'], [after, 'afterRun']].find(([run]) => run === undefined || run.state === 'interrupted')?.[1];
  if (unknown !== undefined) return { unknown };
  return {
    comparison: {
      before: time(before), after: time(after),
      components: [
        compared('throughput', 'requests/s', 312, 455, 45.8, 5, true, 'higher in 99 % of pairs (p = 0.0001)'),
        ...comparedCosts,
        compared('response_p95', 'ms', 288, 198, 31.3, 4, true, 'lower in 99 % of pairs (p = 0.0001)'),
      ],
      overall: { percent: 29.9, reason: 'the mean of throughput, memory, CPU and communication' },
    },
  };
}

function compared(name, unit, before, after, improvementPercent, spread, isSignificant, reason, target) {
  return {
    name, role: name, unit, better: name === 'throughput' ? 'higher' : 'lower', before: { count: 60, median: before }, ...(after === null ? {} : { after: { count: 30, median: after } }),
    ...(improvementPercent === null ? {} : { improvementPercent, lowPercent: improvementPercent - spread, highPercent: improvementPercent + spread }),
    significance: { isSignificant, ...(improvementPercent === null ? {} : { pValue: isSignificant ? 0.0001 : 0.31 }), samplesBefore: 60, samplesAfter: after === null ? 0 : 30, test: 'Mann-Whitney U' },
    reason, ...(target === undefined ? {} : { target }), growthBefore: { amount: 0.1 }, growthAfter: { amount: 0 },
  };
}

export const annotations = [
  note('n1', 'deploy', 'shop 2.3', -1_500, 0, { service: 'shop' }),
  note('n2', 'configuration', 'Pool of the database from 20 to 40', -5_400, 0, { service: 'orders', env: 'production' }),
  note('n3', 'maintenance', 'Vacuum of the orders', -7_200, 1_500, {}),
  note('n4', 'incident', 'Orders answered slowly', -260_000, 1_200, {}),
];

function note(id, kind, text, start, length, labels) {
  return { id, kind, text, labels, start: iso(start), end: iso(start + length), createdBy: 'olga', createdAt: iso(start) };
}

export const watches = [
  { definition: { name: 'cpu', query: 'host_cpu_utilization_ratio', step: '1m' }, judgedUntil: iso(0), error: null },
  { definition: { name: 'response-time', query: 'probe_duration_seconds', step: '1m', minimum: 0, maximum: 30 }, judgedUntil: iso(0), error: null },
  { definition: { name: 'rule.QueueUnusual', query: 'queue_length / on (queue) queue_limit', step: '1m' }, judgedUntil: iso(-240), error: 'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)' },
];

const stored = [
  odd('response-time', -600, 0.94, 0.97, true, { job: 'probe', target: 'Orders API', kind: 'api', instance: 'https://api.shop.example/orders' }, ['echoState', 'zScore', 'pattern', 'timeOfDay']),
  odd('cpu', -2_400, 0.61, 0.86, true, { job: 'host', instance: 'host-1' }, ['zScore', 'cusum']),
  odd('cpu', -9_000, 0.58, 0.58, false, { job: 'host', instance: 'host-1' }, ['ewmaHigh']),
  odd('old-watch', -30_000, 12, 0.7, true, { case: 'gone' }, ['flatLine']),
];

function odd(watch, seconds, value, probability, isNews, labels, detectors) {
  return {
    watch, labels, time: iso(seconds), value, expected: value / 4, lower: value / 8, upper: value / 2, probability, level: probability >= 0.95 ? 'critical' : probability >= 0.8 ? 'warning' : 'info', isNews,
    votes: detectors.map((detector, index) => ({ detector, surprise: 6 - index, reason: `${9 - index}.2 deviations above what it has seen` })),
    reason: `${value} where about ${value / 4} was expected`,
  };
}

/** As the service filters. */
export function foundAnomalies(query) {
  const rank = { info: 0, warning: 1, critical: 2 };
  const wanted = query.get('series')?.toLowerCase();
  return stored.filter(({ watch, labels, time, probability, level, votes }) =>
    time >= query.get('from') && rank[level] >= rank[query.get('level') ?? 'info'] && probability >= Number(query.get('probability') ?? 0)
    && votes.some(({ detector }) => detector === (query.get('detector') ?? detector))
    && (wanted === undefined || [watch, ...Object.entries(labels).map((pair) => pair.join('='))].some((text) => text.toLowerCase().includes(wanted))));
}

export function anomalyIsFound() {
  const made = odd('cpu', (Date.now() - START) / 1_000, 0.99, 0.99, true, { job: 'host', instance: 'host-1' }, ['outOfRange']);
  stored.unshift(made);
  return made;
}

export function explanation(query, time) {
  return {
    text: `${query} rose from 0.1 to 0.5. probe_duration_seconds{target="Orders API"} moved the same way 30 s earlier and goes along with 87 % of it.`,
    name: query, labels: {}, time, from: time, to: time, stepSeconds: 15, movement: { before: 0.1, extreme: 0.5, deviations: 41.2 },
    movers: [
      { query: 'probe_duration_seconds{target="Orders API"}', labels: { __name__: 'probe_duration_seconds', target: 'Orders API' }, strength: 0.93, share: 0.87, leadSeconds: 30, inverse: false, expectedByChance: 0, before: 0.02, extreme: 0.3 },
      { query: 'host_memory_utilization_ratio', labels: { __name__: 'host_memory_utilization_ratio', instance: 'host-1' }, strength: 0.71, share: 0.5, leadSeconds: -15, inverse: true, expectedByChance: 0, before: 0.9, extreme: 0.8 },
    ],
    search: { compared: 312, stoodStill: 40, notLookedAt: 0, reason: 'found among 312 series', error: null },
    changes: [{ kind: 'deploy', text: 'shop 2.3', labels: { service: 'shop' }, start: time, end: time, sharedLabels: 1, leadSeconds: 240 }],
    response: { advice: 'Look at what the time is spent on: the phases of the target.', source: 'the alert\'s rule' },
  };
}

export function iso(offsetSeconds) {
  return new Date(START + offsetSeconds * 1_000).toISOString();
}

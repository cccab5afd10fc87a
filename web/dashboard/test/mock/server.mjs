import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { WebSocketServer } from 'ws';
import * as data from './data.mjs';
import * as health from './health.mjs';
import * as loadTests from './loadTests.mjs';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json' };

/**
 * Answers as the web process does, from made-up data. Password of every user: "password".
 * @param {{ port: number, dist?: string }} options
 */
export async function startMock({ port, dist }) {
  let failing = null;
  const server = createServer((request, response) => {
    if (failing?.pattern.test(request.url)) {
      response.writeHead(failing.status, { 'content-type': 'application/problem+json' }).end(JSON.stringify({ title: 'analytics does not answer' }));
      return;
    }
    answer(request, response, dist).catch((error) => {
      console.error(error);
      response.writeHead(500).end();
    });
  });
  let refusing = false;
  const frameListeners = new Set();
  const sockets = new WebSocketServer({ server, path: '/ws' });
  sockets.on('connection', (socket, request) => {
    if (refusing || sessionOf(request) === undefined) socket.close();
    else serveSocket(socket, () => { for (const told of frameListeners) told(); });
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port: server.address().port,
    /** Requests whose address fits are refused from now on; null ends it. */
    failFor: (pattern, status = 503) => { failing = pattern === null ? null : { pattern, status }; },
    onFrame: (listener) => { frameListeners.add(listener); },
    refuseSockets: (refuse) => { refusing = refuse; },
    dropSockets: () => { for (const socket of sockets.clients) socket.terminate(); },
    /** So many alerts, at most, are in one answer. */
    alertsPerPage: (most) => { perPage = most; },
    /** An alert ends, as its rule would end it; and is again as it was. */
    resolve: (fingerprint) => { data.alerts.find((one) => one.fingerprint === fingerprint).state = 'resolved'; },
    reopen: (fingerprint) => { data.alerts.find((one) => one.fingerprint === fingerprint).state = 'firing'; },
    /** Somebody else changes a maintenance window: it has another id now. */
    replaceWindow: (name) => { data.windows.find((one) => one.name === name).id += '-changed'; },
    broadcast: (frame) => { for (const socket of sockets.clients) socket.send(JSON.stringify(frame)); },
    close: () => { for (const socket of sockets.clients) socket.terminate(); server.closeAllConnections(); return new Promise((done) => server.close(done)); },
  };
}

function serveSocket(socket, onFrame) {
  socket.send(JSON.stringify({ type: 'hello' }));
  const timers = new Map();
  socket.on('message', (text) => {
    const message = JSON.parse(text);
    if (message.type === 'unsubscribe') clearInterval(timers.get(message.id));
    if (message.type !== 'subscribe' || message.topic !== 'overview') return;
    const now = Date.now();
    const history = Array.from({ length: 60 }, (_, second) => data.overviewPoint(now - (60 - second) * 1_000));
    socket.send(JSON.stringify(overview(history)));
    timers.set(message.id, setInterval(() => { socket.send(JSON.stringify(overview())); onFrame(); }, 1_000));
  });
  socket.on('close', () => { for (const timer of timers.values()) clearInterval(timer); });
}

function overview(history) {
  return {
    type: 'overview',
    timestamp: Date.now(),
    current: data.overviewPoint(Date.now()),
    ...(history === undefined ? {} : { history }),
    alerts: data.alerts.filter(({ state }) => state !== 'resolved'),
    targets: data.targets.filter(({ enabled }) => enabled).map(({ name, kind, url }, index) => ({
      name, kind, url, up: name !== 'Payment gateway', latency_ms: data.wave(Date.now() / 1_000, index, 10, 50) * (index + 1), status: name === 'Payment gateway' ? 503 : 200,
    })),
    optimization_impact: data.impact,
  };
}

function sessionOf(request) {
  const name = /pm_session=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
  return data.users.find((user) => user.name === name);
}

async function answer(request, response, dist) {
  const url = new URL(request.url, 'http://mock');
  if (url.pathname.startsWith('/dashboard')) return serveFile(url.pathname, response, dist);
  let text = '';
  for await (const chunk of request) text += chunk;
  const isForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  const body = text === '' ? {} : isForm ? Object.fromEntries(new URLSearchParams(text)) : JSON.parse(text);
  const reply = (status, document, headers = {}) => {
    response.writeHead(status, { 'content-type': status >= 400 ? 'application/problem+json' : 'application/json', ...headers });
    response.end(document === undefined ? undefined : JSON.stringify(document));
  };
  if (request.method !== 'GET' && request.headers['x-requested-with'] !== 'PerfMonitor') {
    return reply(403, { title: 'The header X-Requested-With is missing.' });
  }
  if (url.pathname === '/api/login') {
    const user = data.users.find(({ name }) => name === body.user);
    if (user === undefined || body.password !== 'password') return reply(401, { title: 'Unauthorized', detail: 'User name or password is wrong.' });
    return reply(200, { name: user.name, role: user.role }, { 'set-cookie': `pm_session=${user.name}; HttpOnly; SameSite=Strict; Path=/` });
  }
  if (url.pathname === '/api/status') return reply(200, data.publicStatus());
  const session = sessionOf(request);
  if (session === undefined) return reply(401, { title: 'Sign in first.' });
  for (const [method, pattern, handle] of routes) {
    const match = pattern.exec(url.pathname);
    if (match === null || method !== request.method) continue;
    return handle({ reply, response, body, session, query: url.searchParams, path: url.pathname, id: decodeURIComponent(match[1] ?? '') });
  }
  return reply(404, { title: 'Not found', detail: `There is nothing at ${url.pathname}.` });
}

const now = () => new Date().toISOString();
// Alerts in one answer, at most.
let perPage = Infinity;
/** What the service says of single fields of a watch or an outlook; undefined where it takes it. */
function wrongDefinition({ name, query, step, horizon }) {
  const errors = {
    ...(/^[a-z0-9][a-z0-9._-]{0,63}$/.test(name) ? {} : { name: ["A name has 1 to 64 lower-case letters, digits, '-', '_' and '.', and begins with a letter or digit."] }),
    ...(/[([]\s*$/.test(query) ? { query: ['1:6: parse error: unclosed left parenthesis'] } : query === '' ? { query: ['An expression is needed.'] } : {}),
    ...(step === null || /^\d+[smhd]$/.test(step) ? {} : { step: ['A step is a duration from 1s to 1h.'] }),
    ...(horizon === undefined || /^\d+[smhdw]$/.test(horizon) ? {} : { horizon: ['The horizon is a span up to 400 days.'] }),
  };
  return Object.keys(errors).length === 0 ? undefined : { title: 'One or more validation errors occurred.', errors };
}

const found = (list, id, reply, key = 'id') => list.find((item) => item[key] === id) ?? void reply(404, { title: 'Not found', detail: `There is no ${id}.` });

const routes = [
  ['GET', /^\/api\/audit$/, ({ reply }) => reply(200, { entries: data.audit, next: null })],
  ['POST', /^\/api\/logout$/, ({ reply }) => reply(204, undefined, { 'set-cookie': 'pm_session=; Max-Age=0; Path=/' })],
  ['GET', /^\/api\/me$/, ({ reply, session }) => reply(200, { name: session.name, role: session.role })],
  ['POST', /^\/api\/me\/password$/, ({ reply, body }) => (body.current === 'password' ? reply(204) : reply(400, { title: 'The current password is wrong.' }))],
  ['GET', /^\/api\/users$/, ({ reply }) => reply(200, { users: data.users })],
  ['POST', /^\/api\/users$/, ({ reply, body }) => { const user = { id: `u${Date.now()}`, disabled: false, createdAt: now(), lastLoginAt: null, name: body.name, role: body.role }; data.users.push(user); reply(201, { user }); }],
  ['PATCH', /^\/api\/users\/(.+)$/, ({ reply, body, id }) => { const user = found(data.users, id, reply); if (user) { Object.assign(user, body); reply(200, user); } }],
  ['DELETE', /^\/api\/users\/(.+)$/, ({ reply, id }) => { data.users.splice(data.users.findIndex((user) => user.id === id), 1); reply(204); }],
  ['GET', /^\/api\/api-keys$/, ({ reply }) => reply(200, { keys: data.apiKeys })],
  ['POST', /^\/api\/api-keys$/, ({ reply, body }) => { const made = data.key(`k${Date.now()}`, body.name, 'pm_new1', body.role, body.scope, 0); data.apiKeys.unshift(made); reply(201, { key: made, secret: 'pm_new1_QmFzZTY0IGtleSBvZiB0aGUgbW9jaw' }); }],
  ['DELETE', /^\/api\/api-keys\/(.+)$/, ({ reply, id }) => { const key = found(data.apiKeys, id, reply); if (key) { key.revokedAt = now(); reply(204); } }],
  ['GET', /^\/api\/v1\/configuration$/, ({ reply }) => reply(200, data.backup)],
  ['POST', /^\/api\/v1\/configuration$/, ({ reply, query }) => reply(200, { ...data.restored, dryRun: query.get('dryRun') === 'true' })],
  ['GET', /^\/api\/channels\/deliveries$/, ({ reply, query }) => { const kinds = { open: ['pending', 'sending'], delivered: ['delivered'], lost: ['rejected', 'failed'] }[query.get('status')]; reply(200, { deliveries: data.deliveries.filter((one) => (query.get('channel') ?? one.channel) === one.channel && (kinds ?? [one.status]).includes(one.status)) }); }],
  ['GET', /^\/api\/actions$/, ({ reply }) => reply(200, data.actions)],
  ['GET', /^\/api\/actions\/runs$/, ({ reply }) => reply(200, { runs: data.actionRuns })],
  ['GET', /^\/api\/actions\/runs\/([^/]+)\/audit$/, ({ reply, id }) => reply(200, { audit: found(data.actionRuns, id, reply)?.audit ?? [] })],
  ['POST', /^\/api\/actions\/runs\/([^/]+)\/(?:approve|reject)$/, ({ reply, id, session, path }) => { const run = found(data.actionRuns, id, reply); if (run) { const approved = path.endsWith('approve'); Object.assign(run, approved ? { state: 'succeeded', startedAt: now(), outcome: '200 OK; 0.48 of 1 is at most 0.55' } : { state: 'refused', outcome: `rejected by ${session.name}` }); run.audit.push({ at: now(), actor: session.name, text: approved ? 'approved' : 'rejected' }); reply(204); } }],
  ['POST', /^\/api\/actions\/stop$/, ({ reply, body, session }) => { data.actions.stopped = `${session.name}: ${body.reason}`; reply(204); }],
  ['POST', /^\/api\/actions\/resume$/, ({ reply }) => { delete data.actions.stopped; reply(204); }],
  ['POST', /^\/api\/actions\/([^/]+)\/run$/, ({ reply, id, body, session }) => { const run = { id: `run${Date.now()}`, action: id, alertId: 1, fingerprint: body.fingerprint, state: body.dryRun ? 'succeeded' : 'proposed', dryRun: body.dryRun, requestedBy: session.name, requestedAt: now(), ...(body.dryRun ? { outcome: 'would POST https://strategy.example/risk' } : {}), audit: [{ at: now(), actor: session.name, text: `asked for ${id}` }] }; data.actionRuns.unshift(run); reply(202, run); }],
  ['GET', /^\/api\/alerts\/quality$/, ({ reply }) => reply(200, data.quality)],
  ['GET', /^\/api\/alerts\/path$/, ({ reply }) => reply(200, data.alertPath)],
  ['GET', /^\/api\/channels$/, ({ reply }) => reply(200, { channels: data.channels })],
  ['POST', /^\/api\/channels\/(.+)\/test$/, ({ reply, id }) => reply(200, id === 'pager' ? { delivered: false, reason: 'The channel has no URL.' } : { delivered: true, reason: null, durationMilliseconds: 38 })],
  ['GET', /^\/api\/targets$/, ({ reply }) => reply(200, { targets: data.targets })],
  ['POST', /^\/api\/targets$/, ({ reply, body }) => { const made = { id: `t${Date.now()}`, ...body }; data.targets.push(made); reply(201, made); }],
  ['PUT', /^\/api\/targets\/([^/]+)$/, ({ reply, body, id }) => { const target = found(data.targets, id, reply); if (target) { Object.assign(target, body); reply(200, target); } }],
  ['DELETE', /^\/api\/targets\/([^/]+)$/, ({ reply, id }) => { data.targets.splice(data.targets.findIndex((target) => target.id === id), 1); reply(204); }],
  ['POST', /^\/api\/targets\/(.+)\/probe$/, ({ reply }) => setTimeout(() => reply(200, { success: true, durationSeconds: 0.0834, statusCode: 200, reason: null, detail: null, certificateExpiry: data.iso(86_400 * 60), phases: { resolve: 0.004, connect: 0.012, tls: 0.0214, processing: 0.041, transfer: 0.005 } }), 400)],
  ['GET', /^\/api\/alerts$/, ({ reply, query }) => { const state = query.get('state') ?? 'all'; const all = data.alerts.filter((alert) => (state === 'all' || (state === 'active' ? alert.state !== 'resolved' : alert.state === state)) && (alert.endsAt ?? '9') >= (query.get('from') ?? '')); const from = Number(query.get('after') ?? 0); const until = from + Math.min(perPage, Number(query.get('limit'))); reply(200, { alerts: all.slice(from, until), ...(until < all.length ? { next: String(until) } : {}) }); }],
  ['GET', /^\/api\/alerts\/([^/]+)$/, ({ reply, id, query }) => { const alert = found(data.alerts, id, reply, 'fingerprint'); if (alert) reply(200, data.story(alert, Number(query.get('episode')))); }],
  ['POST', /^\/api\/alerts\/acknowledge$/, ({ reply, body, session }) => { const results = body.fingerprints.map((fingerprint) => acknowledge(fingerprint, body, session)); reply(200, { results, acknowledged: results.filter(({ result }) => result === 'acknowledged').length, isCut: false }); }],
  ['DELETE', /^\/api\/alerts\/(.+)\/acknowledge$/, ({ reply, id }) => { const alert = found(data.alerts, id, reply, 'fingerprint'); if (alert) { Object.assign(alert, { state: 'firing', acknowledgedBy: null, acknowledgedAt: null, acknowledgedUntil: undefined, note: null }); reply(200, alert); } }],
  ['POST', /^\/api\/alerts\/(.+)\/comments$/, ({ reply, id, body, session }) => { const alert = found(data.alerts, id, reply, 'fingerprint'); if (alert) { if (body.episode === alert.id) alert.comments = [...(alert.comments ?? []), { at: now(), kind: 'commented', text: body.text, actor: session.name }]; reply(204); } }],
  ['POST', /^\/api\/alerts\/(.+)\/verdict$/, ({ reply, id, body, session }) => { const alert = found(data.alerts, id, reply, 'fingerprint'); if (alert) { alert[body.episode === alert.id ? 'verdict' : 'earlierVerdict'] = { verdict: body.verdict, note: body.note, judgedBy: session.name, judgedAt: now() }; reply(204); } }],
  ['GET', /^\/api\/escalation$/, ({ reply }) => reply(200, data.escalation)],
  ['GET', /^\/api\/escalation\/oncall$/, ({ reply, query }) => reply(200, { schedules: data.onCall(query.get('from'), query.get('to')) })],
  ['POST', /^\/api\/escalation\/overrides$/, ({ reply, body, session }) => { const made = { id: `o${Date.now()}`, createdBy: session.name, createdAt: now(), ...body }; data.escalation.overrides.push(made); reply(201, made); }],
  ['DELETE', /^\/api\/escalation\/overrides\/(.+)$/, ({ reply, id }) => { data.escalation.overrides.splice(data.escalation.overrides.findIndex((one) => one.id === id), 1); reply(204); }],
  ['PUT', /^\/api\/escalation\/(\w+\/.+)$/, ({ reply, id, body }) => { const [kind, name] = id.split('/'); const list = data.escalation[kind]; const at = list.findIndex((one) => one.name === name); list.splice(at < 0 ? list.length : at, at < 0 ? 0 : 1, { name, ...body }); reply(204); }],
  ['DELETE', /^\/api\/escalation\/(\w+\/.+)$/, ({ reply, id }) => { const [kind, name] = id.split('/'); const list = data.escalation[kind]; list.splice(list.findIndex((one) => one.name === name), 1); reply(204); }],
  ['GET', /^\/api\/v2\/alerts\/groups$/, ({ reply }) => reply(200, data.routeGroups())],
  ['GET', /^\/api\/incidents$/, ({ reply }) => reply(200, { incidents: data.incidents(), isCut: false })],
  ['GET', /^\/api\/routing$/, ({ reply }) => reply(200, data.routing)],
  ['GET', /^\/api\/silences$/, ({ reply }) => reply(200, { silences: data.silences })],
  ['POST', /^\/api\/(?:silences|maintenance)\/preview$/, ({ reply, body }) => { const errors = brokenMatchers(body); if (errors) return reply(400, errors); const open = data.alerts.filter(({ state }) => state !== 'resolved'); const hit = open.filter(({ labels }) => holds(body.matchers, labels)); reply(200, { matching: hit.length, open: open.length, examples: hit, ...(hit.length === open.length ? { warning: 'matches all alerts that are open' } : {}) }); }],
  ['POST', /^\/api\/silences$/, ({ reply, body, session }) => { const made = { id: `s${Date.now()}`, state: 'active', startsAt: now(), createdBy: session.name, createdAt: now(), ...body }; data.silences.unshift(made); reply(201, made); }],
  ['PUT', /^\/api\/silences\/(.+)$/, ({ reply, body, id, session }) => { const silence = found(data.silences, id, reply); if (silence) { Object.assign(silence, { state: 'expired', endsAt: now() }); const made = { id: `s${Date.now()}`, state: 'active', startsAt: now(), createdBy: session.name, createdAt: now(), ...body }; data.silences.unshift(made); reply(201, made); } }],
  ['DELETE', /^\/api\/silences\/(.+)$/, ({ reply, id }) => { const silence = found(data.silences, id, reply); if (silence) { Object.assign(silence, { state: 'expired', endsAt: now() }); reply(200, silence); } }],
  ['GET', /^\/api\/maintenance$/, ({ reply }) => reply(200, { windows: data.windows })],
  ['POST', /^\/api\/maintenance$/, ({ reply, body, session }) => { const errors = brokenMatchers(body); if (errors) return reply(400, errors); const made = plannedBy(session, body); data.windows.push(made); reply(201, made); }],
  ['PUT', /^\/api\/maintenance\/(.+)$/, ({ reply, body, id, session }) => { const at = data.windows.findIndex((window) => window.id === id); if (at < 0) return reply(404, { title: 'No such maintenance window', detail: `No maintenance window has the id ${id}; somebody may have changed or removed it meanwhile. Read the list again.` }); const made = plannedBy(session, body); data.windows.splice(at, 1, made); reply(201, made); }],
  ['DELETE', /^\/api\/maintenance\/(.+)$/, ({ reply, id }) => { data.windows.splice(data.windows.findIndex((window) => window.id === id), 1); reply(204); }],
  ['GET', /^\/api\/reports$/, ({ reply }) => reply(200, { reports: data.reports })],
  ['POST', /^\/api\/reports$/, ({ reply, body, session }) => { const made = { id: `r${Date.now()}`, title: body.title ?? 'Performance report', from: body.from, to: body.to, state: 'running', requestedBy: session.name, requestedAt: now(), files: [], mail: { to: body.mailTo ?? [], state: body.mailTo ? 'pending' : 'none' } }; data.reports.unshift(made); setTimeout(() => Object.assign(made, { state: 'ready', finishedAt: now(), headline: 'Everything was available.', files: [{ format: 'pdf', fileName: 'report.pdf', size: 51_000 }] }), 2_000); reply(202, { id: made.id }); }],
  ['GET', /^\/api\/reports\/(.+)\/download$/, ({ response }) => { response.writeHead(200, { 'content-type': 'application/pdf', 'content-disposition': 'attachment; filename="report.pdf"' }); response.end('%PDF-1.7\n%%EOF\n'); }],
  ['GET', /^\/api\/report-schedules$/, ({ reply }) => reply(200, { schedules: data.schedules })],
  ['POST', /^\/api\/v1\/query$/, ({ reply, body }) => { const seconds = Date.now() / 1_000; if (/[([]\s*$/.test(body.query)) return reply(400, { status: 'error', errorType: 'bad_data', error: '1:6: parse error: unclosed left parenthesis' }); reply(200, { status: 'success', data: { resultType: 'vector', result: data.evaluate(body.query, seconds).map(([metric, value]) => ({ metric, value: [seconds, String(value)] })) } }); }],
  ['POST', /^\/api\/v1\/query_range$/, ({ reply, body }) => reply(200, { status: 'success', data: { resultType: 'matrix', result: matrix(body) } })],
  ['GET', /^\/api\/v1\/forecast$/, ({ reply, query }) => reply(200, data.forecast(query.get('query'), parseInt(query.get('horizon')), Date.now(), Number(query.get('least') ?? -Infinity), Number(query.get('largest') ?? Infinity)))],
  ['GET', /^\/api\/loadtests$/, ({ reply, query }) => { const { runs, next } = loadTests.page(query.get('before')); reply(200, { runs: runs.map((one) => loadTests.shown(one)), ...(next && { next }) }); }],
  ['POST', /^\/api\/loadtests$/, ({ reply, body, session }) => { if (new URL(body.url).hostname !== 'localhost') return reply(400, { title: 'One or more validation errors occurred.', errors: { url: [`The host '${new URL(body.url).hostname}' is not allowed as a target; LoadTest:AllowedHosts lists those that are: localhost.`] } }); reply(201, loadTests.start(body, session.name)); }],
  ['GET', /^\/api\/loadtests\/([^/]+)$/, ({ reply, id }) => { const run = found(loadTests.everRun(), id, reply); if (run) reply(200, loadTests.view(run)); }],
  ['POST', /^\/api\/loadtests\/([^/]+)\/stop$/, ({ reply, id }) => { const run = found(loadTests.loadTests, id, reply); if (run) { loadTests.stop(run); reply(202); } }],
  ['GET', /^\/api\/v1\/export$/, ({ response, query }) => { response.writeHead(200, { 'content-type': 'text/plain', 'content-disposition': `attachment; filename="export.${query.get('format')}"` }); response.end('\n'); }],
  ['GET', /^\/api\/v1\/comparison$/, ({ reply, query }) => { const { comparison, unknown } = data.comparedRuns(query); if (comparison) reply(200, comparison); else reply(404, { title: 'No such run', detail: `The history holds nothing of the load test '${query.get(unknown)}'.` }); }],
  ['GET', /^\/api\/v1\/baselines$/, ({ reply }) => reply(200, data.baselines)],
  ['POST', /^\/api\/v1\/baselines$/, ({ reply, body, session }) => { const made = data.takenBaseline(body, session.name); if (body.name === 'empty') return reply(422, { title: 'The range is no baseline', detail: 'not enough data: throughput has 0 of 12 needed' }); data.baselines.baselines.unshift(made); reply(201, made); }],
  ['PUT', /^\/api\/v1\/baselines\/reference$/, ({ reply, body }) => { Object.assign(data.baselines, { reference: body.name, referenceVersion: body.version }); reply(200, body); }],
  ['DELETE', /^\/api\/v1\/baselines\/([^/]+)$/, ({ reply, id, query }) => { const list = data.baselines.baselines; list.splice(list.findIndex(({ name, version }) => name === id && String(version) === query.get('version')), 1); reply(204); }],
  ['GET', /^\/api\/v1\/baselines\/([^/]+)\/comparison$/, ({ reply, id, query }) => reply(200, data.comparison(id, query))],
  ['GET', /^\/api\/v1\/annotations$/, ({ reply, query }) => reply(200, { annotations: data.annotations.filter(({ start, end }) => start <= query.get('to') && end >= query.get('from')) })],
  ['POST', /^\/api\/v1\/annotations$/, ({ reply, body, session }) => { const made = { id: `n${Date.now()}`, labels: {}, start: now(), end: body.start ?? now(), createdBy: session.name, createdAt: now(), ...body }; data.annotations.unshift(made); reply(201, made); }],
  ['DELETE', /^\/api\/v1\/annotations\/(.+)$/, ({ reply, id }) => { data.annotations.splice(data.annotations.findIndex((one) => one.id === id), 1); reply(204); }],
  ['GET', /^\/api\/v1\/watches$/, ({ reply }) => reply(200, { watches: data.watches })],
  ['POST', /^\/api\/v1\/watches$/, ({ reply, body }) => { const errors = wrongDefinition(body); if (errors) return reply(400, errors); data.watches.push({ definition: body, judgedUntil: now(), error: null }); reply(201, body); }],
  ['PUT', /^\/api\/v1\/watches\/([^/]+)$/, ({ reply, body, id }) => { const errors = wrongDefinition(body); if (errors) return reply(400, errors); Object.assign(data.watches.find(({ definition }) => definition.name === id), { definition: body }); reply(200, body); }],
  ['DELETE', /^\/api\/v1\/watches\/([^/]+)$/, ({ reply, id }) => { data.watches.splice(data.watches.findIndex(({ definition }) => definition.name === id), 1); reply(204); }],
  ['GET', /^\/api\/v1\/outlooks$/, ({ reply }) => reply(200, { outlooks: health.outlooks })],
  ['POST', /^\/api\/v1\/outlooks$/, ({ reply, body }) => { const errors = wrongDefinition(body); if (errors) return reply(400, errors); health.outlooks.push({ definition: body, error: null }); reply(201, body); }],
  ['PUT', /^\/api\/v1\/outlooks\/([^/]+)$/, ({ reply, body, id }) => { const errors = wrongDefinition(body); if (errors) return reply(400, errors); Object.assign(health.outlooks.find(({ definition }) => definition.name === id), { definition: body, madeAt: undefined }); reply(200, body); }],
  ['DELETE', /^\/api\/v1\/outlooks\/([^/]+)$/, ({ reply, id }) => { health.outlooks.splice(health.outlooks.findIndex(({ definition }) => definition.name === id), 1); reply(204); }],
  ['GET', /^\/api\/v1\/anomalies$/, ({ reply, query }) => reply(200, { anomalies: data.foundAnomalies(query) })],
  ['GET', /^\/api\/v1\/anomalies\/band$/, ({ reply, query }) => reply(200, data.bands(query.get('query'), Date.parse(query.get('start')), Date.parse(query.get('end')), parseInt(query.get('step'))))],
  ['GET', /^\/api\/v1\/explain$/, ({ reply, query }) => reply(200, data.explanation(query.get('query') ?? query.get('alert'), query.get('time') ?? now()))],
  ['GET', /^\/api\/v1\/slo$/, ({ reply }) => reply(200, { objectives: health.objectives })],
  ['POST', /^\/api\/v1\/slo$/, ({ reply, body, session }) => { if (/[([]\s*$/.test(body.good ?? body.series)) return reply(400, { title: 'One or more validation errors occurred.', errors: { [body.good === undefined ? 'series' : 'good']: ['1:6: parse error: unclosed left parenthesis'] } }); const made = health.newObjective(body, session.name); health.objectives.push(made); reply(201, made); }],
  ['GET', /^\/api\/v1\/slo\/([^/]+)$/, ({ reply, id }) => { const objective = health.objectives.find(({ definition }) => definition.name === id); if (objective) reply(200, objective); else reply(404, { title: 'No such objective', detail: `There is no objective '${id}'.` }); }],
  ['PUT', /^\/api\/v1\/slo\/([^/]+)$/, ({ reply, body, id }) => { const objective = health.objectives.find(({ definition }) => definition.name === id); Object.assign(objective, { definition: body, definedAt: now() }); reply(200, objective); }],
  ['DELETE', /^\/api\/v1\/slo\/([^/]+)$/, ({ reply, id }) => { health.objectives.splice(health.objectives.findIndex(({ definition }) => definition.name === id), 1); reply(204); }],
  ['GET', /^\/api\/v1\/scores$/, ({ reply }) => reply(200, health.scores())],
  ['GET', /^\/api\/v1\/recommendations$/, ({ reply }) => reply(200, { time: now(), recommendations: health.recommendations })],
  ['GET', /^\/api\/v1\/capacity$/, ({ reply }) => reply(200, { resources: health.resources })],
  ['GET', /^\/api\/v1\/impact\/kpis$/, ({ reply }) => reply(200, { kpis: health.kpis })],
  ['GET', /^\/api\/v1\/impact$/, ({ reply, query }) => reply(200, health.impact(query.get('kpi'), query.get('from'), query.get('to')))],
  ['GET', /^\/api\/v1\/trends$/, ({ reply, query }) => reply(200, health.trends(query.get('query'), query.get('range'), query.get('better')))],
  ['GET', /^\/api\/v1\/label\/__name__\/values$/, ({ reply }) => reply(200, { status: 'success', data: data.metricNames })],
  ['GET', /^\/api\/v1\/alerts$/, ({ reply, query }) => reply(200, { status: 'success', data: { alerts: data.currentValues(query.get('fingerprint')) } })],
  ['GET', /^\/api\/v1\/rules$/, ({ reply }) => reply(200, { status: 'success', data: { groups: data.ruleGroups() } })],
  ['GET', /^\/api\/v1\/rules\/stored$/, ({ reply }) => reply(200, { rules: data.storedRules })],
  ['POST', /^\/api\/v1\/rules\/check$/, ({ reply, body }) => reply(200, { errors: /[([]\s*$/.test(body.metric ?? '') ? { metric: ["'expr': 1:6: parse error: unclosed left parenthesis"] } : {}, rules: [{ name: 'rule', query: '', threshold: data.thresholdOf(body)?.value ?? null }] })],
  ['POST', /^\/api\/v1\/rules\/propose$/, ({ reply, body }) => reply(200, { threshold: 0.12, comparison: body.comparison, series: 4, values: 40_320, percentiles: {} })],
  ['POST', /^\/api\/v1\/rules\/backtest$/, ({ reply, body }) => reply(200, data.backtest(body))],
  ['GET', /^\/api\/v1\/rules\/stored\/([^/]+)$/, ({ reply, id }) => { const rule = found(data.storedRules, id, reply); if (rule) reply(200, { id, versions: data.versionsOf(rule) }); }],
  ['POST', /^\/api\/v1\/rules$/, ({ reply, body, session }) => { const id = `q${Date.now()}`; const made = { id, version: 1, enabled: body.enabled ?? true, file: `api/${id}`, updatedAt: now(), updatedBy: session.name, draft: body }; data.storedRules.push(made); reply(201, made); }],
  ['PUT', /^\/api\/v1\/rules\/([^/]+)$/, ({ reply, body, id }) => { const rule = found(data.storedRules, id, reply); if (rule) { Object.assign(rule, { draft: body, enabled: body.enabled ?? true, version: rule.version + 1 }); reply(200, rule); } }],
  ['DELETE', /^\/api\/v1\/rules\/([^/]+)$/, ({ reply, id }) => { data.storedRules.splice(data.storedRules.findIndex((rule) => rule.id === id), 1); reply(204); }],
];

function plannedBy(session, window) {
  return { id: `m${Date.now()}`, createdBy: session.name, createdAt: now(), ...window };
}

/** What comes of taking one alert on. */
function acknowledge(fingerprint, { note, until }, session) {
  const alert = data.alerts.find((one) => one.fingerprint === fingerprint);
  if (alert === undefined) return { fingerprint, result: 'unknown' };
  if (alert.state === 'resolved') return { fingerprint, name: alert.name, result: 'resolved' };
  Object.assign(alert, { state: 'acknowledged', acknowledgedBy: session.name, acknowledgedAt: now(), acknowledgedUntil: until, note: note ?? alert.note });
  return { fingerprint, name: alert.name, result: 'acknowledged', acknowledgedBy: session.name };
}

function brokenMatchers({ matchers }) {
  for (const [index, { name, value, isRegex }] of matchers.entries()) {
    if (isRegex && /[([]$/.test(value)) return { title: 'One or more validation errors occurred.', errors: { matchers: [`matcher ${index + 1}, of '${name}': Invalid pattern '${value}'`] } };
  }
}

function holds(matchers, labels) {
  return matchers.every(({ name, value, isRegex, isEqual }) => (isRegex ? new RegExp(`^(?:${value})$`).test(labels[name] ?? '') : (labels[name] ?? '') === value) === isEqual);
}

function matrix({ query, start, end, step }) {
  const series = new Map();
  for (let seconds = Number(start); seconds <= Number(end); seconds += Number(step)) {
    for (const [metric, value] of data.evaluate(query, seconds)) {
      const key = JSON.stringify(metric);
      if (!series.has(key)) series.set(key, { metric, values: [] });
      series.get(key).values.push([seconds, String(value)]);
    }
  }
  return [...series.values()];
}

async function serveFile(path, response, dist) {
  if (dist === undefined) return void response.writeHead(404).end();
  const name = normalize(path.replace(/^\/dashboard\/?/, ''));
  const file = extname(name) === '' ? 'index.html' : name;
  try {
    const content = await readFile(join(dist, file));
    response.writeHead(200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      // As strict as the page can stand; Mantine sets style elements.
      'content-security-policy': "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self' ws:",
    });
    response.end(content);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    response.writeHead(404).end();
  }
}

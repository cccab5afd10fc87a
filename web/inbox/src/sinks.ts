import { randomUUID } from 'node:crypto';
import type { IncomingMessage, MessageKind } from './message.js';
import { judgeSlackPayload, slackTitle } from './slackPayload.js';

/** A POST to a sink, read to its end. */
export interface SinkRequest {
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What to keep, if anything, and what to answer. */
export interface SinkOutcome {
  readonly message: IncomingMessage | null;
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

type Sink = (request: SinkRequest) => SinkOutcome;

const JSON_TYPE = 'application/json; charset=utf-8';
const TEXT_TYPE = 'text/plain; charset=utf-8';

/** The sink for a path such as `/slack/services/T0/B0/x`, if there is one. */
export function sinkFor(path: string): Sink | undefined {
  const name = /^\/(slack|webhook|sms)(\/|$)/.exec(path)?.[1];
  return name === undefined ? undefined : sinks[name];
}

const sinks: Readonly<Record<string, Sink>> = { slack: slackSink, webhook: webhookSink, sms: smsSink };

/** Answers as Slack's incoming webhooks do: `ok`, or 400 and one word. */
function slackSink(request: SinkRequest): SinkOutcome {
  const form = isForm(request) ? new URLSearchParams(request.body.toString('utf8')).get('payload') : null;
  const verdict = judgeSlackPayload(parseJson(form ?? request.body.toString('utf8')));
  if (!verdict.accepted) return { message: null, status: 400, contentType: TEXT_TYPE, body: verdict.error };
  const { payload } = verdict;
  const message = incoming('slack', request, {
    from: typeof payload['username'] === 'string' ? payload['username'] : '',
    to: [typeof payload['channel'] === 'string' ? payload['channel'] : request.path],
    subject: slackTitle(payload),
    text: typeof payload['text'] === 'string' ? payload['text'] : '',
    body: payload,
  });
  return { message, status: 200, contentType: TEXT_TYPE, body: 'ok' };
}

function webhookSink(request: SinkRequest): SinkOutcome {
  const text = request.body.toString('utf8');
  const message = incoming('webhook', request, {
    from: request.headers['user-agent'] ?? '',
    to: [request.path],
    subject: `POST ${request.path}`,
    text,
    body: parseJson(text) ?? text,
  });
  return { message, status: 200, contentType: JSON_TYPE, body: '{"status":"ok"}' };
}

/** Answers as Twilio's `POST /2010-04-01/Accounts/{Sid}/Messages.json` does; JSON is taken too. */
function smsSink(request: SinkRequest): SinkOutcome {
  const text = request.body.toString('utf8');
  const document = isForm(request) ? Object.fromEntries(new URLSearchParams(text)) : parseJson(text);
  const field = (name: string): string => {
    const record = (typeof document === 'object' && document !== null ? document : {}) as Record<string, unknown>;
    const value = record[name] ?? record[name.toLowerCase()];
    return typeof value === 'string' ? value : '';
  };
  const [to, body] = [field('To'), field('Body')];
  if (to === '' || body === '') {
    const problem = { code: 21604, message: "A 'To' phone number and a 'Body' are required.", status: 400 };
    return { message: null, status: 400, contentType: JSON_TYPE, body: JSON.stringify(problem) };
  }
  const message = incoming('sms', request, {
    from: field('From'),
    to: [to],
    subject: body.split('\n', 1)[0] ?? '',
    text: body,
    body: document,
  });
  const receipt = { sid: `SM${randomUUID().replaceAll('-', '')}`, status: 'queued', to, from: field('From'), body };
  return { message, status: 201, contentType: JSON_TYPE, body: JSON.stringify(receipt) };
}

function incoming(
  kind: MessageKind,
  request: SinkRequest,
  parts: Pick<IncomingMessage, 'from' | 'to' | 'subject' | 'text' | 'body'>,
): IncomingMessage {
  return {
    kind,
    html: null,
    headers: request.headers,
    attachments: [],
    deduplicationKey: request.headers['idempotency-key'] ?? null,
    size: request.body.byteLength,
    ...parts,
  };
}

function isForm(request: SinkRequest): boolean {
  return (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
}

/** The JSON document, or undefined when the text is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

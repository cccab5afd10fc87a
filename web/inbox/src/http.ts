import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { mailDocument, MAIL_SECURITY_POLICY } from './mailPage.js';
import type { Message } from './message.js';
import type { MessageStore } from './messageStore.js';
import { send, sendFile, sendJson, sendProblem } from './respond.js';
import { sinkFor } from './sinks.js';

/** Folders of the page: its HTML and style, and its compiled scripts. */
export interface PageFolders {
  readonly assets: string;
  readonly scripts: string;
}

export interface HttpOptions {
  readonly store: MessageStore;
  readonly page: PageFolders;
  readonly maxBodyBytes: number;
}

type Handler = (request: IncomingMessage, response: ServerResponse, groups: readonly string[]) => Promise<void> | void;
type Route = readonly [method: string, pattern: RegExp, handler: Handler];

const REQUEST_TIMEOUT_MS = 30_000;
const MAX_CONNECTIONS = 200;

/** The JSON API, the sinks and the page. */
export function createHttpServer({ store, page, maxBodyBytes }: HttpOptions): Server {
  const routes: readonly Route[] = [
    ['GET', /^\/health$/, (_request, response) => { sendJson(response, 200, { status: 'ok' }); }],
    ['GET', /^\/api\/messages$/, (request, response) => { listMessages(store, request, response); }],
    ['DELETE', /^\/api\/messages$/, (_request, response) => { store.clear(); response.writeHead(204).end(); }],
    ['GET', /^\/api\/messages\/([\w-]+)$/, withMessage(store, (message, response) => {
      sendJson(response, 200, message);
    })],
    ['GET', /^\/api\/messages\/([\w-]+)\/html$/, withMessage(store, (message, response) => {
      send(response, 200, 'text/html; charset=utf-8', mailDocument(message), {
        'content-security-policy': MAIL_SECURITY_POLICY,
      });
    })],
    ['GET', /^\/api\/messages\/([\w-]+)\/attachments\/(\d+)$/, withMessage(store, (message, response, [, index]) => {
      sendAttachment(store, message, Number(index), response);
    })],
    ['GET', /^\/$/, (_request, response) => sendFile(response, page.assets, 'index.html', 'text/html')],
    ['GET', /^\/(style\.css)$/, (_request, response) => sendFile(response, page.assets, 'style.css', 'text/css')],
    ['GET', /^\/(icon\.svg)$/, (_request, response) => sendFile(response, page.assets, 'icon.svg', 'image/svg+xml')],
    ['GET', /^\/page\/(\w+\.js)$/, (_request, response, [name]) =>
      sendFile(response, page.scripts, name ?? '', 'text/javascript')],
    ['POST', /^\/(?:slack|webhook|sms)(?:\/.*)?$/, (request, response) =>
      receive(store, maxBodyBytes, request, response)],
  ];

  const server = createServer((request, response) => {
    void answer(routes, request, response);
  });
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.maxConnections = MAX_CONNECTIONS;
  return server;
}

async function answer(routes: readonly Route[], request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = pathOf(request);
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  try {
    if (!isLocalName(request.headers.host)) {
      sendProblem(response, 421, 'The inbox answers to localhost and 127.0.0.1 only.');
      return;
    }
    const known = routes.filter(([, pattern]) => pattern.test(path));
    const route = known.find(([allowed]) => allowed === method);
    if (route !== undefined) {
      await route[2](request, response, (route[1].exec(path) ?? []).slice(1));
    } else if (known.length > 0) {
      response.setHeader('allow', known.map(([allowed]) => allowed).join(', '));
      sendProblem(response, 405, `${request.method ?? ''} is not offered at ${path}.`);
    } else {
      sendProblem(response, 404, `There is nothing at ${path}; the page is at /, the messages at /api/messages.`);
    }
  } catch (error) {
    console.error(`${request.method ?? ''} ${path} failed:`, error);
    if (response.headersSent) response.destroy();
    else sendProblem(response, 500, 'The inbox failed to answer; its console says why.');
  }
}

/** A web page whose own name was rebound to the loopback address must not read the mail. */
function isLocalName(host: string | undefined): boolean {
  return /^(([\w-]+\.)*localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host ?? 'localhost');
}

/** With `view=summary` the parts a list does not show are left out. */
function listMessages(store: MessageStore, request: IncomingMessage, response: ServerResponse): void {
  const summary = new URL(request.url ?? '', 'http://inbox').searchParams.get('view') === 'summary';
  const tag = `"${String(store.version)}${summary ? 's' : ''}"`;
  if (request.headers['if-none-match'] === tag) {
    response.writeHead(304, { etag: tag }).end();
    return;
  }
  const messages = store.newestFirst();
  const shown = summary ? messages.map(toSummary) : messages;
  sendJson(response, 200, { messages: shown, dropped: store.dropped }, { etag: tag });
}

function toSummary({ id, kind, receivedAt, from, to, subject, attachments, deliveries }: Message): Partial<Message> {
  return { id, kind, receivedAt, from, to, subject, attachments, deliveries };
}

function withMessage(
  store: MessageStore,
  handle: (message: Message, response: ServerResponse, groups: readonly string[]) => void,
): Handler {
  return (_request, response, groups) => {
    const message = store.find(groups[0] ?? '');
    if (message === undefined) sendProblem(response, 404, 'This message is not held: deleted, or dropped for newer ones.');
    else handle(message, response, groups);
  };
}

function sendAttachment(store: MessageStore, message: Message, index: number, response: ServerResponse): void {
  const content = store.attachment(message.id, index);
  const attachment = message.attachments[index];
  if (content === undefined || attachment === undefined) {
    sendProblem(response, 404, `The message has ${String(message.attachments.length)} attachments, counted from 0.`);
    return;
  }
  // An image may be shown in place; anything else is only ever saved, so that it cannot act as a page.
  const inline = /^image\/(png|jpeg|gif|webp)$/.test(attachment.contentType);
  send(response, 200, attachment.contentType, content, {
    'content-disposition': `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(attachment.name)}`,
  });
}

async function receive(
  store: MessageStore,
  maxBodyBytes: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request, maxBodyBytes);
  if (body === null) {
    response.setHeader('connection', 'close');
    request.resume();
    sendProblem(response, 413, `The body exceeds the limit of ${String(maxBodyBytes)} bytes.`);
    return;
  }
  const path = pathOf(request);
  const outcome = sinkFor(path)?.({ path, headers: flatten(request.headers), body });
  if (outcome === undefined) throw new Error(`No sink for ${path}`);
  if (outcome.message !== null) store.add(outcome.message, new Date());
  send(response, outcome.status, outcome.contentType, outcome.body);
}

/** The body, or null when it is longer than the limit; what is over is left unread. */
async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

function flatten(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join('\n') : value]],
    ),
  );
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?', 1)[0] ?? '/';
}

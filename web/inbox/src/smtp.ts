import type { Readable } from 'node:stream';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { parseMail, type Envelope } from './mail.js';
import type { MessageStore } from './messageStore.js';

// Connections at once; further ones are turned away with 421.
const MAX_CLIENTS = 100;
const IDLE_TIMEOUT_MS = 60_000;
const CLOSE_TIMEOUT_MS = 2_000;

/** An SMTP server that takes every mail, with any credentials or none, and relays nothing. */
export function createSmtpServer(store: MessageStore, maxMessageBytes: number): SMTPServer {
  return new SMTPServer({
    banner: 'PerfMonitor development inbox',
    size: maxMessageBytes,
    maxClients: MAX_CLIENTS,
    socketTimeout: IDLE_TIMEOUT_MS,
    closeTimeout: CLOSE_TIMEOUT_MS,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    authOptional: true,
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) => {
      done(null, { user: auth.username ?? 'anonymous' });
    },
    onData: (stream, session, done) => {
      receive(stream, session, store, maxMessageBytes).then(
        (reply) => {
          done(null, reply);
        },
        (error: unknown) => {
          done(error instanceof Error ? error : new Error(String(error)));
        },
      );
    },
  });
}

async function receive(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  store: MessageStore,
  maxMessageBytes: number,
): Promise<string> {
  const raw = await readUpTo(stream, maxMessageBytes);
  if (raw === null) throw smtpError(552, `The message exceeds the limit of ${String(maxMessageBytes)} bytes`);
  let mail;
  try {
    mail = await parseMail(raw, envelopeOf(session));
  } catch (error) {
    throw smtpError(554, `The message is not readable: ${error instanceof Error ? error.message : String(error)}`);
  }
  return `Kept as ${store.add(mail, new Date()).id}`;
}

/** The stream's bytes, or null when there are more than the limit; it is read to its end either way. */
async function readUpTo(stream: Readable, limit: number): Promise<Uint8Array | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= limit) chunks.push(chunk);
    else chunks.length = 0;
  }
  return length <= limit ? Buffer.concat(chunks, length) : null;
}

function envelopeOf(session: SMTPServerSession): Envelope {
  const { mailFrom, rcptTo } = session.envelope;
  return { from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map((recipient) => recipient.address) };
}

function smtpError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

import type { AddressInfo, Server } from 'node:net';
import { createHttpServer, type PageFolders } from './http.js';
import { MessageStore } from './messageStore.js';
import type { Settings } from './settings.js';
import { createSmtpServer } from './smtp.js';

const MAX_MESSAGES = 1_000;
const MAX_MESSAGE_BYTES = 10 * 1024 * 1024;
const MAX_TOTAL_BYTES = 256 * 1024 * 1024;

export interface Inbox {
  readonly smtpPort: number;
  readonly httpPort: number;
  readonly store: MessageStore;
  /** Ends both servers; a conversation under way gets two seconds. */
  close(): Promise<void>;
}

/** Starts both servers; throws one sentence when a port cannot be had. */
export async function startInbox(settings: Settings, page: PageFolders): Promise<Inbox> {
  const store = new MessageStore({ messages: MAX_MESSAGES, totalBytes: MAX_TOTAL_BYTES });
  const smtp = createSmtpServer(store, MAX_MESSAGE_BYTES);
  const http = createHttpServer({ store, page, maxBodyBytes: MAX_MESSAGE_BYTES });

  let started = false;
  // Without this listener the SMTP server's report of one broken connection would end the process.
  smtp.on('error', (error) => {
    if (started) console.error(`SMTP: ${error.message}`);
  });
  const smtpPort = await listen(smtp.server, settings.host, settings.smtpPort, 'SMTP_PORT');
  const httpPort = await listen(http, settings.host, settings.httpPort, 'HTTP_PORT').catch(async (error: unknown) => {
    await closeSmtp();
    throw error;
  });
  started = true;

  return {
    smtpPort,
    httpPort,
    store,
    close: async () => {
      http.closeAllConnections();
      await Promise.all([closeSmtp(), new Promise<void>((closed) => http.close(() => { closed(); }))]);
    },
  };

  function closeSmtp(): Promise<void> {
    return new Promise((closed) => { smtp.close(() => { closed(); }); });
  }
}

function listen(server: Server, host: string, port: number, variable: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException): void => {
      reject(new Error(explain(error, host, port, variable), { cause: error }));
    };
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function explain(error: NodeJS.ErrnoException, host: string, port: number, variable: string): string {
  const place = `Port ${String(port)} on ${host} (${variable})`;
  if (error.code === 'EADDRINUSE') {
    return `${place} is taken by another program; stop that program or set ${variable} to a free port.`;
  }
  if (error.code === 'EACCES') return `${place} needs privileges; set ${variable} to a port above 1023.`;
  return `${place} cannot be listened on: ${error.message}.`;
}

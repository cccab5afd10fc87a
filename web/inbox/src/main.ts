import { fileURLToPath } from 'node:url';
import { startInbox } from './inbox.js';
import { readSettings } from './settings.js';

const page = {
  assets: fileURLToPath(new URL('../static', import.meta.url)),
  scripts: fileURLToPath(new URL('./page', import.meta.url)),
};

try {
  const settings = readSettings(process.env);
  const inbox = await startInbox(settings, page);
  console.log(`Development inbox: http://${settings.host}:${String(inbox.httpPort)}/, SMTP on ${settings.host}:${String(inbox.smtpPort)}`);

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void inbox.close().then(() => process.exit(0));
    });
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

import { connect } from 'node:net';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startInbox, type Inbox } from './inbox.js';
import type { Message } from './message.js';

const page = { assets: 'static', scripts: 'dist/page' };
let inbox: Inbox;

beforeEach(async () => {
  inbox = await startInbox({ host: '127.0.0.1', smtpPort: 0, httpPort: 0 }, page);
});
afterEach(() => inbox.close());

function url(path: string): string {
  return `http://127.0.0.1:${String(inbox.httpPort)}${path}`;
}

async function messages(): Promise<Message[]> {
  const answer = (await (await fetch(url('/api/messages'))).json()) as { messages: Message[] };
  return answer.messages;
}

function post(path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url(path), { method: 'POST', body, headers });
}

/** Speaks SMTP line by line and returns the server's replies. */
async function converse(lines: readonly string[]): Promise<string[]> {
  const socket = connect(inbox.smtpPort, '127.0.0.1').setEncoding('utf8');
  const replies: string[] = [];
  let pending = '';
  let next = 0;
  for await (const chunk of socket as AsyncIterable<string>) {
    pending += chunk;
    const complete = pending.split('\r\n');
    pending = complete.pop() ?? '';
    for (const reply of complete.filter((line) => /^\d{3} /.test(line))) {
      replies.push(reply);
      const line = lines[next++];
      if (line !== undefined) socket.write(`${line}\r\n`);
    }
  }
  return replies;
}

const ENVELOPE = ['EHLO test', 'MAIL FROM:<a@example.com>', 'RCPT TO:<ops@example.com>', 'DATA'];

describe('mail', () => {
  it('is taken in a plain SMTP conversation and shown by the API', async () => {
    const mail = ['Subject: =?utf-8?Q?CPU_=E2=86=91?=', 'From: PerfMonitor <a@example.com>', 'To: ops@example.com', '', 'At 97 %', '.'];

    const replies = await converse([...ENVELOPE, mail.join('\r\n'), 'QUIT']);

    expect(replies.map((reply) => reply.slice(0, 3))).toEqual(['220', '250', '250', '250', '354', '250', '221']);
    expect(await messages()).toMatchObject([
      { kind: 'mail', from: 'PerfMonitor <a@example.com>', to: ['ops@example.com'], subject: 'CPU ↑', text: 'At 97 %\n', html: null, deliveries: 1 },
    ]);
  });

  it('keeps HTML, inline images and attachments, with any credentials', async () => {
    const transport = createTransport({ host: '127.0.0.1', port: inbox.smtpPort, auth: { user: 'any', pass: 'thing' } });
    const pdf = Buffer.from('%PDF-1.7 test');
    await transport.sendMail({
      from: 'a@example.com',
      to: 'ops@example.com',
      bcc: 'hidden@example.com',
      subject: 'Report',
      text: 'See the PDF',
      html: '<p>See <img src="cid:chart@pm"></p>',
      attachments: [
        { filename: 'chart.png', content: Buffer.from('png'), cid: 'chart@pm' },
        { filename: 'Bericht ü.pdf', content: pdf },
      ],
    });

    const [message] = await messages();
    expect(message?.to).toEqual(['ops@example.com', 'hidden@example.com']);
    expect(message?.attachments.map(({ name, contentType, size }) => ({ name, contentType, size }))).toEqual([
      { name: 'chart.png', contentType: 'image/png', size: 3 },
      { name: 'Bericht ü.pdf', contentType: 'application/pdf', size: pdf.length },
    ]);
    const download = await fetch(url(`/api/messages/${message?.id ?? ''}/attachments/1`));
    expect(Buffer.from(await download.arrayBuffer())).toEqual(pdf);
    expect(download.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''Bericht%20%C3%BC.pdf");
    const html = await fetch(url(`/api/messages/${message?.id ?? ''}/html`));
    expect(await html.text()).toContain(`src="/api/messages/${message?.id ?? ''}/attachments/0"`);
    expect(html.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('with a Message-ID already held is kept once and its deliveries counted', async () => {
    const transport = createTransport({ host: '127.0.0.1', port: inbox.smtpPort });
    const mail = { from: 'a@example.com', to: 'b@example.com', subject: 'once', text: 'x', messageId: '<alert-1@perfmonitor>' };
    await transport.sendMail(mail);
    await transport.sendMail(mail);

    expect((await messages()).map(({ subject, deliveries }) => [subject, deliveries])).toEqual([['once', 2]]);
  });

  it('above 10 MB is refused with 552', async () => {
    const transport = createTransport({ host: '127.0.0.1', port: inbox.smtpPort });
    const attachment = { filename: 'big.bin', content: Buffer.alloc(11 * 1024 * 1024) };

    await expect(
      transport.sendMail({ from: 'a@example.com', to: 'b@example.com', attachments: [attachment] }),
    ).rejects.toMatchObject({ responseCode: 552 });
    expect(await messages()).toEqual([]);
  });
});

describe('sinks', () => {
  it('take a Slack message and answer ok', async () => {
    const payload = { text: 'CPU high', blocks: [{ type: 'divider' }] };
    const response = await post('/slack/services/T0/B0/x', JSON.stringify(payload), { 'content-type': 'application/json' });

    expect([response.status, await response.text()]).toEqual([200, 'ok']);
    expect(await messages()).toMatchObject([{ kind: 'slack', subject: 'CPU high', to: ['/slack/services/T0/B0/x'], body: payload }]);
  });

  it('refuse what Slack would refuse, with its word', async () => {
    const response = await post('/slack/x', 'no json');

    expect([response.status, await response.text()]).toEqual([400, 'invalid_payload']);
    expect(await messages()).toEqual([]);
  });

  it('keep a webhook with its headers, and count a repeated Idempotency-Key', async () => {
    for (let attempt = 0; attempt < 2; attempt++) {
      await post('/webhook/pager?x=1', '{"alert":"cpu"}', { 'idempotency-key': 'k1', 'x-signature': 'abc' });
    }

    expect(await messages()).toMatchObject([
      { kind: 'webhook', to: ['/webhook/pager'], body: { alert: 'cpu' }, headers: { 'x-signature': 'abc' }, deliveries: 2 },
    ]);
  });

  it('keep a webhook body that is no JSON as text', async () => {
    await post('/webhook', 'plain');

    expect(await messages()).toMatchObject([{ body: 'plain', text: 'plain' }]);
  });

  it('take an SMS in the form Twilio takes', async () => {
    const form = new URLSearchParams({ To: '+491700000000', From: '+15005550006', Body: 'CPU high' });
    const response = await post('/sms/2010-04-01/Accounts/AC1/Messages.json', form.toString(), {
      'content-type': 'application/x-www-form-urlencoded',
    });

    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ status: 'queued', to: '+491700000000' });
    expect(await messages()).toMatchObject([{ kind: 'sms', from: '+15005550006', to: ['+491700000000'], text: 'CPU high' }]);
  });

  it('refuse an SMS without a recipient', async () => {
    expect((await post('/sms', '{"body":"x"}')).status).toBe(400);
  });

  it('refuse a body above 10 MB with 413', async () => {
    const response = await post('/webhook', new Uint8Array(10 * 1024 * 1024 + 1));

    expect(response.status).toBe(413);
    expect(await messages()).toEqual([]);
  });
});

describe('the API', () => {
  it('answers 304 until something arrives', async () => {
    const tag = (await fetch(url('/api/messages'))).headers.get('etag') ?? '';
    const again = (): Promise<Response> => fetch(url('/api/messages'), { headers: { 'if-none-match': tag } });
    expect((await again()).status).toBe(304);

    await post('/webhook', 'x');
    expect((await again()).status).toBe(200);
  });

  it('leaves the long parts out of a summary', async () => {
    await post('/webhook', 'x');
    const answer = (await (await fetch(url('/api/messages?view=summary'))).json()) as { messages: object[] };

    expect(Object.keys(answer.messages[0] ?? {}).sort()).toEqual(['attachments', 'deliveries', 'from', 'id', 'kind', 'receivedAt', 'subject', 'to']);
  });

  it('deletes everything when asked', async () => {
    await post('/webhook', 'x');
    expect((await fetch(url('/api/messages'), { method: 'DELETE' })).status).toBe(204);

    expect(await messages()).toEqual([]);
  });

  it.each([
    ['GET', '/nothing', 404],
    ['GET', '/api/messages/unknown', 404],
    ['GET', '/api/messages/unknown/attachments/0', 404],
    ['GET', '/page/..%2fmain.js', 404],
    ['PUT', '/api/messages', 405],
    ['GET', '/slack/x', 405],
    ['GET', '/health', 200],
    ['GET', '/', 200],
    ['GET', '/style.css', 200],
  ])('answers %s %s with %i', async (method, path, status) => {
    expect((await fetch(url(path), { method })).status).toBe(status);
  });
});

describe('startInbox', () => {
  it.each(['SMTP_PORT', 'HTTP_PORT'])('says in one sentence that the port of %s is taken', async (variable) => {
    const settings =
      variable === 'SMTP_PORT'
        ? { host: '127.0.0.1', smtpPort: inbox.smtpPort, httpPort: 0 }
        : { host: '127.0.0.1', smtpPort: 0, httpPort: inbox.httpPort };
    const port = variable === 'SMTP_PORT' ? inbox.smtpPort : inbox.httpPort;

    await expect(startInbox(settings, page)).rejects.toThrow(
      `Port ${String(port)} on 127.0.0.1 (${variable}) is taken by another program; stop that program or set ${variable} to a free port.`,
    );
  });
});

import PostalMime, { type Address, type Attachment } from 'postal-mime';
import type { IncomingAttachment, IncomingMessage } from './message.js';

/** Addresses of the SMTP conversation, which also name the blind-copied. */
export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
}

/** Reads one mail from its bytes on the wire. */
export async function parseMail(raw: Uint8Array, envelope: Envelope): Promise<IncomingMessage> {
  const email = await PostalMime.parse(raw);
  const headers: Record<string, string> = {};
  for (const { key, value } of email.headers) {
    headers[key] = key in headers ? `${headers[key] ?? ''}\n${value}` : value;
  }
  return {
    kind: 'mail',
    from: email.from === undefined ? envelope.from : formatAddress(email.from),
    to: envelope.to,
    subject: email.subject ?? '',
    text: email.text ?? '',
    html: email.html ?? null,
    headers,
    attachments: email.attachments.map(toAttachment),
    body: null,
    deduplicationKey: email.messageId ?? null,
    size: raw.byteLength,
  };
}

function formatAddress(address: Address): string {
  if (address.address === undefined) return address.name;
  return address.name === '' ? address.address : `${address.name} <${address.address}>`;
}

function toAttachment(attachment: Attachment, index: number): IncomingAttachment {
  return {
    name: attachment.filename ?? `attachment-${String(index + 1)}`,
    contentType: attachment.mimeType,
    contentId: attachment.contentId?.replace(/^<|>$/g, '') ?? null,
    content: toBytes(attachment.content),
  };
}

function toBytes(content: Attachment['content']): Uint8Array {
  if (typeof content === 'string') return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}

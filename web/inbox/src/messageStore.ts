import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Message } from './message.js';

export interface StoreBounds {
  readonly messages: number;
  /** Bytes of all messages together, as received. */
  readonly totalBytes: number;
}

interface StoredMessage {
  message: Message;
  readonly contents: readonly Uint8Array[];
  readonly deduplicationKey: string | null;
  readonly size: number;
}

/** The messages in memory, newest last. At a bound the oldest goes, and is counted. */
export class MessageStore {
  // Insertion order is age. Bounded by `bounds`.
  private readonly messages = new Map<string, StoredMessage>();
  // Deduplication key to id; an entry lives as long as its message.
  private readonly idByKey = new Map<string, string>();
  private bytes = 0;
  private droppedCount = 0;
  private changes = 0;

  constructor(private readonly bounds: StoreBounds) {}

  /** Messages that made room for newer ones since the start. */
  get dropped(): number {
    return this.droppedCount;
  }

  /** Rises with every change, so that a reader can tell that nothing is new. */
  get version(): number {
    return this.changes;
  }

  get size(): number {
    return this.messages.size;
  }

  add(incoming: IncomingMessage, receivedAt: Date): Message {
    this.changes++;
    const key = incoming.deduplicationKey === null ? null : `${incoming.kind}\n${incoming.deduplicationKey}`;
    const held = key === null ? undefined : this.messages.get(this.idByKey.get(key) ?? '');
    if (held !== undefined) {
      held.message = {
        ...held.message,
        to: [...new Set([...held.message.to, ...incoming.to])],
        deliveries: held.message.deliveries + 1,
      };
      return held.message;
    }

    const stored = toStored(incoming, key, receivedAt);
    this.messages.set(stored.message.id, stored);
    if (key !== null) this.idByKey.set(key, stored.message.id);
    this.bytes += stored.size;
    this.dropOldestOverBounds();
    return stored.message;
  }

  newestFirst(): Message[] {
    return [...this.messages.values()].map((stored) => stored.message).reverse();
  }

  find(id: string): Message | undefined {
    return this.messages.get(id)?.message;
  }

  attachment(id: string, index: number): Uint8Array | undefined {
    return this.messages.get(id)?.contents[index];
  }

  clear(): void {
    this.changes++;
    this.messages.clear();
    this.idByKey.clear();
    this.bytes = 0;
  }

  private dropOldestOverBounds(): void {
    for (const [id, stored] of this.messages) {
      if (this.messages.size <= this.bounds.messages && this.bytes <= this.bounds.totalBytes) return;
      this.messages.delete(id);
      if (stored.deduplicationKey !== null) this.idByKey.delete(stored.deduplicationKey);
      this.bytes -= stored.size;
      this.droppedCount++;
    }
  }
}

function toStored(incoming: IncomingMessage, key: string | null, receivedAt: Date): StoredMessage {
  return {
    message: {
      id: randomUUID(),
      kind: incoming.kind,
      receivedAt: receivedAt.toISOString(),
      from: incoming.from,
      to: incoming.to,
      subject: incoming.subject,
      text: incoming.text,
      html: incoming.html,
      headers: incoming.headers,
      attachments: incoming.attachments.map(({ name, contentType, contentId, content }) => ({
        name,
        contentType,
        size: content.byteLength,
        contentId,
      })),
      body: incoming.body,
      deliveries: 1,
    },
    contents: incoming.attachments.map((attachment) => attachment.content),
    deduplicationKey: key,
    size: incoming.size,
  };
}

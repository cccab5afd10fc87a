/** How a message came in: by SMTP, or through one of the HTTP sinks. */
export type MessageKind = 'mail' | 'slack' | 'webhook' | 'sms';

/** An attachment as the JSON API lists it; its bytes have an address of their own. */
export interface AttachmentSummary {
  readonly name: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  /** Content-ID without angle brackets, for inline images. */
  readonly contentId: string | null;
}

/** A received message, in the shape of `GET /api/messages/{id}`. */
export interface Message {
  readonly id: string;
  readonly kind: MessageKind;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  /** Names in lower case; a repeated header's values are joined by a line feed. */
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments: readonly AttachmentSummary[];
  /** The JSON document or form a sink received; null for mail. */
  readonly body: unknown;
  /** How often the same message arrived: above 1, the sender delivered a duplicate. */
  readonly deliveries: number;
}

/** What a receiver hands to the store, which adds identity and time. */
export interface IncomingMessage {
  readonly kind: MessageKind;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments: readonly IncomingAttachment[];
  readonly body: unknown;
  /** Message-ID or Idempotency-Key: equal keys of one kind are one message. */
  readonly deduplicationKey: string | null;
  /** Bytes received, counted against the store's bound. */
  readonly size: number;
}

export interface IncomingAttachment {
  readonly name: string;
  readonly contentType: string;
  readonly contentId: string | null;
  readonly content: Uint8Array;
}

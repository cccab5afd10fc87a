/** Slack's limits for an incoming webhook (Block Kit reference). */
const MAX_BLOCKS = 50;
const MAX_HEADER_CHARACTERS = 150;
const MAX_SECTION_CHARACTERS = 3_000;
const MAX_FIELDS = 10;

/** A payload Slack would take, or the error word with which it would refuse. */
export type SlackVerdict =
  | { readonly accepted: true; readonly payload: Readonly<Record<string, unknown>> }
  | { readonly accepted: false; readonly error: 'invalid_payload' | 'no_text' | 'invalid_blocks' };

/** Judges a webhook's JSON document as Slack does, so that a refusal shows here first. */
export function judgeSlackPayload(document: unknown): SlackVerdict {
  if (!isRecord(document)) return { accepted: false, error: 'invalid_payload' };
  const { text, blocks, attachments } = document;
  if (typeof text !== 'string' && blocks === undefined && attachments === undefined) {
    return { accepted: false, error: 'no_text' };
  }
  if (blocks !== undefined && !(Array.isArray(blocks) && blocks.length <= MAX_BLOCKS && blocks.every(isBlock))) {
    return { accepted: false, error: 'invalid_blocks' };
  }
  return { accepted: true, payload: document };
}

/** A one-line title: the fallback text, else the first header's or section's text. */
export function slackTitle(payload: Readonly<Record<string, unknown>>): string {
  if (typeof payload['text'] === 'string' && payload['text'] !== '') return firstLine(payload['text']);
  const blocks = Array.isArray(payload['blocks']) ? payload['blocks'] : [];
  const text = blocks.map((block: unknown) => (isRecord(block) ? textOf(block['text']) : null)).find(Boolean);
  return firstLine(text ?? 'Slack message');
}

function isBlock(block: unknown): boolean {
  if (!isRecord(block) || typeof block['type'] !== 'string') return false;
  const text = textOf(block['text']);
  if (block['type'] === 'header') return text !== null && text.length <= MAX_HEADER_CHARACTERS;
  if (block['type'] !== 'section') return true;
  const { fields } = block;
  if (fields !== undefined && !(Array.isArray(fields) && fields.length <= MAX_FIELDS)) return false;
  return text === null ? fields !== undefined : text.length <= MAX_SECTION_CHARACTERS;
}

function textOf(text: unknown): string | null {
  return isRecord(text) && typeof text['text'] === 'string' ? text['text'] : null;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

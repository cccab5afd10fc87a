import { element, externalLink } from './dom.js';
import { parseMrkdwn, type Span } from './mrkdwn.js';

type Json = Readonly<Record<string, unknown>>;

/** Draws a Slack payload as Slack would: its blocks, coloured attachments, else its text. */
export function renderSlack(payload: unknown): HTMLElement {
  const root = element('div', { class: 'slack' });
  if (!isRecord(payload)) return root;
  const blocks = records(payload['blocks']);
  const attachments = records(payload['attachments']);
  if (blocks.length === 0 && typeof payload['text'] === 'string') root.append(richText(payload['text']));
  root.append(...blocks.map(renderBlock), ...attachments.map(renderAttachment));
  return root;
}

function renderAttachment(attachment: Json): HTMLElement {
  const box = element('div', { class: 'slack-attachment' });
  const color = attachment['color'];
  if (typeof color === 'string' && /^#[0-9a-f]{3,8}$/i.test(color)) box.style.borderLeftColor = color;
  const blocks = records(attachment['blocks']);
  if (blocks.length > 0) box.append(...blocks.map(renderBlock));
  else {
    if (typeof attachment['title'] === 'string') box.append(element('strong', {}, attachment['title']));
    const text = attachment['text'] ?? attachment['fallback'];
    if (typeof text === 'string') box.append(richText(text));
  }
  return box;
}

function renderBlock(block: Json): HTMLElement {
  switch (block['type']) {
    case 'header':
      return element('h3', {}, plain(block['text']));
    case 'divider':
      return element('hr');
    case 'section':
      return element(
        'div',
        { class: 'slack-section' },
        isRecord(block['text']) && renderText(block['text']),
        element('div', { class: 'slack-fields' }, ...records(block['fields']).map(renderText)),
        isRecord(block['accessory']) && renderElement(block['accessory']),
      );
    case 'context':
      return element('div', { class: 'slack-context' }, ...records(block['elements']).map(renderElement));
    case 'actions':
      return element('div', { class: 'slack-actions' }, ...records(block['elements']).map(renderElement));
    case 'image':
      return renderElement(block);
    default:
      return element('pre', {}, JSON.stringify(block, null, 2));
  }
}

function renderElement(item: Json): HTMLElement {
  const { type, url, alt_text: alternative } = item;
  if (type === 'button') {
    const style = item['style'] === 'danger' || item['style'] === 'primary' ? item['style'] : '';
    return typeof url === 'string'
      ? externalLink(url, plain(item['text']), `button ${style}`)
      : element('span', { class: `button ${style}`, title: 'A button without a URL: only Slack can press it' }, plain(item['text']));
  }
  // Pictures from elsewhere stay unloaded; their description says what they are.
  if (type === 'image') return element('em', {}, typeof alternative === 'string' ? alternative : 'image');
  return renderText(item);
}

function renderText(text: Json): HTMLElement {
  if (text['type'] === 'mrkdwn') return richText(plain(text));
  return element('div', { class: 'text' }, plain(text));
}

function richText(source: string): HTMLElement {
  return element('div', { class: 'text' }, ...parseMrkdwn(source).map(renderSpan));
}

const TAGS = { bold: 'strong', italic: 'em', strike: 's', code: 'code', preformatted: 'pre' } as const;

function renderSpan(span: Span): Node | string {
  if (span.kind === 'text') return span.text;
  return span.kind === 'link' ? externalLink(span.href, span.text) : element(TAGS[span.kind], {}, span.text);
}

function plain(text: unknown): string {
  return isRecord(text) && typeof text['text'] === 'string' ? text['text'] : '';
}

function records(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import type { Message } from '../message.js';
import { renderSlack } from './blockKit.js';
import { element } from './dom.js';
import { duplicateMark, KIND_LABELS } from './messageList.js';

interface View {
  readonly label: string;
  readonly render: () => HTMLElement;
}

/** The whole message: who, when, its views as tabs, its attachments. */
export function renderDetail(message: Message): HTMLElement {
  const heading = element('h2', { tabindex: '-1' }, message.subject === '' ? '(no subject)' : message.subject);
  if (message.deliveries > 1) heading.append(' ', duplicateMark(message.deliveries));
  return element(
    'article',
    {},
    element('a', { href: '#/', class: 'back' }, '← All messages'),
    heading,
    renderFacts(message),
    message.attachments.length > 0 && renderAttachments(message),
    renderTabs(viewsOf(message)),
  );
}

function viewsOf(message: Message): View[] {
  const views: View[] = [];
  if (message.kind === 'slack') views.push({ label: 'Message', render: () => renderSlack(message.body) });
  if (message.html !== null) views.push({ label: 'HTML', render: () => renderFrame(message) });
  if (message.kind !== 'webhook' && message.text !== '') {
    views.push({ label: 'Text', render: () => element('pre', { class: 'plain' }, message.text) });
  }
  if (message.body !== null) {
    const body = typeof message.body === 'string' ? message.body : JSON.stringify(message.body, null, 2);
    views.push({ label: 'Body', render: () => element('pre', { class: 'plain' }, body) });
  }
  views.push({ label: 'Headers', render: () => renderHeaders(message) });
  return views;
}

function renderFacts(message: Message): HTMLElement {
  const facts = [
    ['Kind', KIND_LABELS[message.kind]],
    ['From', message.from],
    ['To', message.to.join(', ')],
    ['Received', new Date(message.receivedAt).toLocaleString()],
  ] as const;
  return element(
    'dl',
    {},
    ...facts.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value === '' ? '–' : value)]),
  );
}

function renderAttachments(message: Message): HTMLElement {
  const items = message.attachments.map((attachment, index) =>
    element(
      'a',
      {
        class: 'attachment',
        href: `/api/messages/${message.id}/attachments/${String(index)}`,
        download: attachment.name,
      },
      attachment.name,
      element('span', { class: 'hint' }, ` ${attachment.contentType}, ${formatBytes(attachment.size)}`),
    ),
  );
  return element('div', { class: 'attachments' }, ...items);
}

function renderTabs(views: readonly View[]): HTMLElement {
  const panel = element('div', { class: 'panel', role: 'tabpanel', tabindex: '0' });
  const tabs = views.map(({ label }) => element('button', { type: 'button', role: 'tab' }, label));
  const show = (index: number): void => {
    tabs.forEach((tab, position) => {
      tab.setAttribute('aria-selected', String(position === index));
      tab.tabIndex = position === index ? 0 : -1;
    });
    const view = views[index];
    if (view !== undefined) panel.replaceChildren(view.render());
  };
  tabs.forEach((tab, index) => {
    tab.addEventListener('click', () => { show(index); });
    tab.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step === undefined) return;
      const next = (index + step + tabs.length) % tabs.length;
      show(next);
      tabs[next]?.focus();
    });
  });
  show(0);
  return element('div', {}, element('div', { role: 'tablist', class: 'tabs', 'aria-label': 'Views' }, ...tabs), panel);
}

/** No `allow-scripts`: the mail is shown, never run. */
function renderFrame(message: Message): HTMLElement {
  const frame = element('iframe', {
    src: `/api/messages/${message.id}/html`,
    sandbox: 'allow-same-origin allow-popups allow-popups-to-escape-sandbox',
    title: 'The mail as HTML',
  });
  frame.addEventListener('load', () => {
    const content = frame.contentDocument;
    if (content === null) return;
    const base = content.createElement('base');
    base.target = '_blank';
    content.head.append(base);
    frame.style.height = `${String(content.documentElement.scrollHeight + 16)}px`;
  });
  return frame;
}

function renderHeaders(message: Message): HTMLElement {
  const rows = Object.entries(message.headers).flatMap(([name, value]) =>
    value.split('\n').map((line) => element('tr', {}, element('th', { scope: 'row' }, name), element('td', {}, line))),
  );
  return element('table', { class: 'headers' }, element('tbody', {}, ...rows));
}

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${String(bytes)} B`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

import type { Message } from '../message.js';
import { element } from './dom.js';
import { renderDetail } from './messageDetail.js';
import { matches, renderRow, type Summary } from './messageList.js';

const REFRESH_MS = 2_000;

const list = byId('list');
const detail = byId('detail');
const status = byId('status');
const search = byId('search') as HTMLInputElement;
const kind = byId('kind') as HTMLSelectElement;

let summaries: readonly Summary[] = [];
let listTag = '';
let shown = '';

search.addEventListener('input', drawList);
kind.addEventListener('change', drawList);
byId('clear').addEventListener('click', () => void clear());
window.addEventListener('hashchange', () => { drawList(); void drawDetail(); });
document.addEventListener('visibilitychange', () => { if (!document.hidden) void refresh(); });
setInterval(() => { if (!document.hidden) void refresh(); }, REFRESH_MS);
await refresh();
await drawDetail();

async function refresh(): Promise<void> {
  try {
    const response = await fetch('/api/messages?view=summary', { headers: { 'if-none-match': listTag }, cache: 'no-store' });
    if (response.status !== 304) {
      if (!response.ok) throw new Error(`the inbox answered ${String(response.status)}`);
      const answer = (await response.json()) as { messages: Summary[]; dropped: number };
      listTag = response.headers.get('etag') ?? '';
      summaries = answer.messages;
      drawList();
      showStatus(answer.dropped);
    }
    document.body.classList.remove('offline');
  } catch (error) {
    document.body.classList.add('offline');
    listTag = '';
    status.textContent = `Not reachable (${error instanceof Error ? error.message : String(error)}); trying again every 2 s.`;
  }
}

function showStatus(dropped: number): void {
  const count = summaries.length;
  const held = count === 1 ? '1 message' : `${String(count)} messages`;
  status.textContent = dropped > 0 ? `${held}, ${String(dropped)} older dropped` : held;
  document.title = count > 0 ? `Inbox (${String(count)})` : 'Inbox';
}

function drawList(): void {
  const rows = summaries.filter((summary) => matches(summary, kind.value, search.value));
  if (rows.length > 0) {
    list.replaceChildren(...rows.map((summary) => renderRow(summary, summary.id === selectedId())));
    return;
  }
  const hint = summaries.length > 0 ? 'No message matches; clear the filter to see all.' : 'Nothing has arrived yet. Mail, Slack, webhook and SMS messages that PerfMonitor sends show here at once.';
  list.replaceChildren(element('li', { class: 'empty' }, hint));
}

async function drawDetail(): Promise<void> {
  const id = selectedId();
  document.body.classList.toggle('reading', id !== '');
  shown = id;
  if (id === '') {
    detail.replaceChildren(element('p', { class: 'empty' }, 'Choose a message to read it.'));
    return;
  }
  const response = await fetch(`/api/messages/${id}`);
  if (shown !== id) return;
  if (!response.ok) {
    detail.replaceChildren(
      element('p', { class: 'empty' }, 'This message is no longer held. ', element('a', { href: '#/' }, 'Back to the list')),
    );
    return;
  }
  detail.replaceChildren(renderDetail((await response.json()) as Message));
  detail.querySelector('h2')?.focus({ preventScroll: true });
  detail.scrollTop = 0;
}

async function clear(): Promise<void> {
  if (summaries.length === 0 || !window.confirm('Delete all messages?')) return;
  await fetch('/api/messages', { method: 'DELETE' });
  location.hash = '#/';
  await refresh();
}

function selectedId(): string {
  return location.hash.replace(/^#\//, '').replace(/[^\w-]/g, '');
}

function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no element ${id}`);
  return found;
}

import type { Message } from '../message.js';
import { element } from './dom.js';

/** The parts of a message that the list asks for. */
export type Summary = Pick<
  Message,
  'id' | 'kind' | 'receivedAt' | 'from' | 'to' | 'subject' | 'attachments' | 'deliveries'
>;

export const KIND_LABELS = { mail: 'Mail', slack: 'Slack', webhook: 'Webhook', sms: 'SMS' } as const;

/** Whether a message belongs in the list under the chosen kind and the words typed. */
export function matches(summary: Summary, kind: string, words: string): boolean {
  if (kind !== '' && summary.kind !== kind) return false;
  const text = [summary.subject, summary.from, ...summary.to].join(' ').toLowerCase();
  return words.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

/** One row: a link, so that it works by keyboard and keeps an address. */
export function renderRow(summary: Summary, selected: boolean): HTMLElement {
  const row = element(
    'a',
    { href: `#/${summary.id}`, class: selected ? 'row selected' : 'row' },
    element(
      'span',
      { class: 'row-top' },
      element('span', { class: `kind kind-${summary.kind}` }, KIND_LABELS[summary.kind]),
      element('span', { class: 'row-address' }, summary.to.join(', ')),
      element('time', { datetime: summary.receivedAt }, formatTime(new Date(summary.receivedAt), new Date())),
    ),
    element(
      'span',
      { class: 'row-subject' },
      summary.subject === '' ? '(no subject)' : summary.subject,
      summary.attachments.length > 0 && element('span', { class: 'hint' }, fileCount(summary.attachments.length)),
      summary.deliveries > 1 && duplicateMark(summary.deliveries),
    ),
  );
  if (selected) row.setAttribute('aria-current', 'true');
  return element('li', {}, row);
}

export function duplicateMark(deliveries: number): HTMLElement {
  const title = 'The same message arrived more than once';
  return element('span', { class: 'duplicate', title }, `delivered ${String(deliveries)}×`);
}

function fileCount(count: number): string {
  return count === 1 ? ' + 1 file' : ` + ${String(count)} files`;
}

/** The time of day today, date and time before. */
export function formatTime(at: Date, now: Date): string {
  const time = at.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  return at.toDateString() === now.toDateString() ? time : `${at.toLocaleDateString()} ${time}`;
}

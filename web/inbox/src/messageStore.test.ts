import { describe, expect, it } from 'vitest';
import type { IncomingMessage } from './message.js';
import { MessageStore } from './messageStore.js';

const NOON = new Date('2026-01-02T12:00:00Z');

function mail(changes: Partial<IncomingMessage> = {}): IncomingMessage {
  return {
    kind: 'mail',
    from: 'perfmonitor@localhost',
    to: ['ops@example.com'],
    subject: 'CPU high',
    text: 'CPU is at 97 %',
    html: null,
    headers: {},
    attachments: [],
    body: null,
    deduplicationKey: null,
    size: 100,
    ...changes,
  };
}

function subjects(store: MessageStore): string[] {
  return store.newestFirst().map((message) => message.subject);
}

describe('MessageStore', () => {
  it('lists the newest first', () => {
    const store = new MessageStore({ messages: 10, totalBytes: 1_000 });
    store.add(mail({ subject: 'first' }), NOON);
    store.add(mail({ subject: 'second' }), NOON);

    expect(subjects(store)).toEqual(['second', 'first']);
  });

  it('drops and counts the oldest above its number of messages', () => {
    const store = new MessageStore({ messages: 2, totalBytes: 1_000 });
    for (const subject of ['1', '2', '3', '4']) store.add(mail({ subject }), NOON);

    expect(subjects(store)).toEqual(['4', '3']);
    expect(store.dropped).toBe(2);
  });

  it('drops and counts the oldest above its number of bytes', () => {
    const store = new MessageStore({ messages: 10, totalBytes: 250 });
    for (const subject of ['1', '2', '3']) store.add(mail({ subject, size: 100 }), NOON);

    expect(subjects(store)).toEqual(['3', '2']);
    expect(store.dropped).toBe(1);
  });

  it('keeps a message delivered twice once, counts it, and joins its recipients', () => {
    const store = new MessageStore({ messages: 10, totalBytes: 1_000 });
    const first = store.add(mail({ deduplicationKey: '<a@b>', to: ['one@example.com'] }), NOON);
    store.add(mail({ deduplicationKey: '<a@b>', to: ['two@example.com'] }), NOON);

    expect(store.newestFirst()).toEqual([{ ...first, to: ['one@example.com', 'two@example.com'], deliveries: 2 }]);
  });

  it('does not confuse equal keys of different kinds', () => {
    const store = new MessageStore({ messages: 10, totalBytes: 1_000 });
    store.add(mail({ kind: 'slack', deduplicationKey: '1' }), NOON);
    store.add(mail({ kind: 'webhook', deduplicationKey: '1' }), NOON);

    expect(store.newestFirst().map(({ kind, deliveries }) => [kind, deliveries])).toEqual([['webhook', 1], ['slack', 1]]);
  });

  it('takes a message as new again once the old one was dropped', () => {
    const store = new MessageStore({ messages: 1, totalBytes: 1_000 });
    store.add(mail({ deduplicationKey: 'x' }), NOON);
    store.add(mail({ deduplicationKey: 'y' }), NOON);
    store.add(mail({ deduplicationKey: 'x' }), NOON);

    expect(store.newestFirst().map((message) => message.deliveries)).toEqual([1]);
  });

  it('changes its version with every change, and holds nothing after a clear', () => {
    const store = new MessageStore({ messages: 10, totalBytes: 1_000 });
    const versions = [store.version];
    const { id } = store.add(mail(), NOON);
    versions.push(store.version);
    store.clear();
    versions.push(store.version);

    expect(new Set(versions).size).toBe(3);
    expect(store.find(id)).toBeUndefined();
  });
});

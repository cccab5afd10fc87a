// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { Message } from '../message.js';
import { renderSlack } from './blockKit.js';
import { formatBytes, renderDetail } from './messageDetail.js';
import { matches, renderRow } from './messageList.js';

const alertMessage = {
  text: 'CPU high',
  blocks: [
    { type: 'header', text: { type: 'plain_text', text: 'CPU high' } },
    { type: 'section', text: { type: 'mrkdwn', text: '*97 %* <img src=x onerror=alert(1)>' } },
    { type: 'section', fields: [{ type: 'mrkdwn', text: '*Value:* 97 %' }, { type: 'plain_text', text: 'Threshold: 90 %' }] },
    { type: 'context', elements: [{ type: 'mrkdwn', text: 'host-1' }] },
    {
      type: 'actions',
      elements: [
        { type: 'button', text: { type: 'plain_text', text: 'Open' }, url: 'http://localhost:3000/dashboard/alerts/1' },
        { type: 'button', text: { type: 'plain_text', text: 'Bad' }, url: 'javascript:alert(1)' },
      ],
    },
  ],
};

const message: Message = {
  id: 'm1',
  kind: 'mail',
  receivedAt: '2026-01-02T12:00:00.000Z',
  from: 'perfmonitor@localhost',
  to: ['ops@example.com'],
  subject: 'CPU high',
  text: 'CPU is at 97 %',
  html: '<b>CPU</b>',
  headers: { subject: 'CPU high', received: 'one\ntwo' },
  attachments: [{ name: 'report.pdf', contentType: 'application/pdf', size: 2_048, contentId: null }],
  body: null,
  deliveries: 1,
};

describe('renderSlack', () => {
  it('draws header, sections, fields, context and buttons', () => {
    const drawn = renderSlack(alertMessage);

    expect(drawn.querySelector('h3')?.textContent).toBe('CPU high');
    expect([...drawn.querySelectorAll('.slack-fields .text')].map((field) => field.textContent)).toEqual(['Value: 97 %', 'Threshold: 90 %']);
    expect(drawn.querySelector('.slack-context')?.textContent).toBe('host-1');
    expect(drawn.querySelector('a')?.getAttribute('href')).toBe('http://localhost:3000/dashboard/alerts/1');
  });

  it('makes neither markup nor a script address of what it received', () => {
    const drawn = renderSlack(alertMessage);

    expect(drawn.querySelector('img')).toBeNull();
    expect([...drawn.querySelectorAll('a')].map((link) => link.textContent)).toEqual(['Open']);
  });

  it('falls back to the text when there are no blocks', () => {
    expect(renderSlack({ text: 'just *text*' }).textContent).toBe('just text');
  });
});

describe('renderDetail', () => {
  it('offers HTML first, then text and headers, and every attachment', () => {
    const drawn = renderDetail(message);

    expect([...drawn.querySelectorAll('[role=tab]')].map((tab) => tab.textContent)).toEqual(['HTML', 'Text', 'Headers']);
    expect(drawn.querySelector('iframe')?.getAttribute('sandbox')).not.toContain('allow-scripts');
    expect(drawn.querySelector('.attachment')?.getAttribute('href')).toBe('/api/messages/m1/attachments/0');
  });

  it('shows a repeated header line by line', () => {
    const drawn = renderDetail({ ...message, html: null, text: '' });

    expect([...drawn.querySelectorAll('.headers td')].map((cell) => cell.textContent)).toEqual(['CPU high', 'one', 'two']);
  });
});

describe('renderRow', () => {
  it('marks a message that was delivered twice', () => {
    expect(renderRow({ ...message, deliveries: 2 }, false).querySelector('.duplicate')?.textContent).toBe('delivered 2×');
    expect(renderRow(message, false).querySelector('.duplicate')).toBeNull();
  });
});

describe('matches', () => {
  it.each([
    ['', '', true],
    ['mail', 'cpu ops@', true],
    ['slack', '', false],
    ['', 'memory', false],
  ])('kind "%s", words "%s": %s', (kind, words, expected) => {
    expect(matches(message, kind, words)).toBe(expected);
  });
});

describe('formatBytes', () => {
  it.each([[0, '0 B'], [1_023, '1023 B'], [2_048, '2.0 KB'], [10_485_760, '10.0 MB']])('%i is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

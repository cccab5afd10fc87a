import { describe, expect, it } from 'vitest';
import { judgeSlackPayload, slackTitle } from './slackPayload.js';

const section = { type: 'section', text: { type: 'mrkdwn', text: '*CPU* 97 %' } };
const header = (text: string): unknown => ({ type: 'header', text: { type: 'plain_text', text } });

describe('judgeSlackPayload', () => {
  it.each([
    ['text alone', { text: 'hello' }],
    ['blocks alone', { blocks: [header('CPU high'), section, { type: 'divider' }] }],
    ['a section of fields', { blocks: [{ type: 'section', fields: [{ type: 'mrkdwn', text: 'a' }] }] }],
    ['attachments', { attachments: [{ color: '#f00', blocks: [section] }] }],
  ])('accepts %s', (_name, payload) => {
    expect(judgeSlackPayload(payload)).toEqual({ accepted: true, payload });
  });

  it.each([
    ['no document', undefined, 'invalid_payload'],
    ['a list', [], 'invalid_payload'],
    ['nothing to show', {}, 'no_text'],
    ['51 blocks', { blocks: Array.from({ length: 51 }, () => section) }, 'invalid_blocks'],
    ['a header of 151 characters', { blocks: [header('x'.repeat(151))] }, 'invalid_blocks'],
    ['a section of 3,001 characters', { blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3_001) } }] }, 'invalid_blocks'],
    ['11 fields', { blocks: [{ type: 'section', fields: Array.from({ length: 11 }, () => ({})) }] }, 'invalid_blocks'],
    ['an empty section', { blocks: [{ type: 'section' }] }, 'invalid_blocks'],
    ['a block without type', { blocks: [{}] }, 'invalid_blocks'],
  ])('refuses %s as Slack does', (_name, payload, error) => {
    expect(judgeSlackPayload(payload)).toEqual({ accepted: false, error });
  });
});

describe('slackTitle', () => {
  it.each([
    [{ text: 'CPU high\nmore' }, 'CPU high'],
    [{ text: '', blocks: [{ type: 'divider' }, header('Disk full')] }, 'Disk full'],
    [{ blocks: [] }, 'Slack message'],
  ])('of %j is the first line a person would read', (payload, title) => {
    expect(slackTitle(payload)).toBe(title);
  });
});

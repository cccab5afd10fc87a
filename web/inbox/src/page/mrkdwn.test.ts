import { describe, expect, it } from 'vitest';
import { parseMrkdwn } from './mrkdwn.js';

describe('parseMrkdwn', () => {
  it('reads every mark', () => {
    expect(parseMrkdwn('*CPU* is _very_ ~low~ high: `97 %` <http://localhost:3000|open> <https://a.b>')).toEqual([
      { kind: 'bold', text: 'CPU' },
      { kind: 'text', text: ' is ' },
      { kind: 'italic', text: 'very' },
      { kind: 'text', text: ' ' },
      { kind: 'strike', text: 'low' },
      { kind: 'text', text: ' high: ' },
      { kind: 'code', text: '97 %' },
      { kind: 'text', text: ' ' },
      { kind: 'link', href: 'http://localhost:3000', text: 'open' },
      { kind: 'text', text: ' ' },
      { kind: 'link', href: 'https://a.b', text: 'https://a.b' },
    ]);
  });

  it('unescapes the three characters Slack escapes, after marks are read', () => {
    expect(parseMrkdwn('a &lt;b&gt; &amp;amp; c')).toEqual([{ kind: 'text', text: 'a <b> &amp; c' }]);
  });

  it.each(['host_cpu_core_utilization_ratio', '2*3*4', 'a ~ b ~', '* not bold'])('leaves %s alone', (text) => {
    expect(parseMrkdwn(text).map((span) => span.text).join('')).toBe(text);
    expect(parseMrkdwn(text).every((span) => span.kind === 'text')).toBe(true);
  });

  it('keeps a preformatted block whole', () => {
    expect(parseMrkdwn('```a *b*\n_c_```')).toEqual([{ kind: 'preformatted', text: 'a *b*\n_c_' }]);
  });
});

/** A piece of Slack's mrkdwn text. */
export type Span =
  | { readonly kind: 'text' | 'bold' | 'italic' | 'strike' | 'code' | 'preformatted'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

// ```block```, `code`, <link|label>, *bold*, _italic_, ~strike~; marks count only at word edges with no space inside.
const PATTERN =
  /```([\s\S]+?)```|`([^`\n]+)`|<([^>|\s]+)(?:\|([^>]+))?>|(?<![\w*])\*(?!\s)([^*\n]+)(?<!\s)\*(?![\w*])|(?<![\w_])_(?!\s)([^_\n]+)(?<!\s)_(?![\w_])|(?<![\w~])~(?!\s)([^~\n]+)(?<!\s)~(?![\w~])/g;

/** Splits mrkdwn into spans; what is no mark stays text. */
export function parseMrkdwn(source: string): Span[] {
  const spans: Span[] = [];
  let end = 0;
  for (const match of source.matchAll(PATTERN)) {
    if (match.index > end) spans.push({ kind: 'text', text: unescape(source.slice(end, match.index)) });
    spans.push(toSpan(match));
    end = match.index + match[0].length;
  }
  if (end < source.length) spans.push({ kind: 'text', text: unescape(source.slice(end)) });
  return spans;
}

function toSpan(match: RegExpExecArray): Span {
  const [, preformatted, code, href, label, bold, italic, strike] = match;
  if (preformatted !== undefined) return { kind: 'preformatted', text: unescape(preformatted) };
  if (code !== undefined) return { kind: 'code', text: unescape(code) };
  if (href !== undefined) return { kind: 'link', href: unescape(href), text: unescape(label ?? href) };
  if (bold !== undefined) return { kind: 'bold', text: unescape(bold) };
  if (italic !== undefined) return { kind: 'italic', text: unescape(italic) };
  return { kind: 'strike', text: unescape(strike ?? '') };
}

/** Slack escapes exactly these three characters. */
function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

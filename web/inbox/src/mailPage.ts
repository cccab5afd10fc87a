import type { Message } from './message.js';

/**
 * Mail is untrusted: no script, no form, nothing loaded from elsewhere. `allow-same-origin` without
 * `allow-scripts` lets the inbox page measure the frame's height and gives the mail no power.
 */
export const MAIL_SECURITY_POLICY =
  "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; font-src data:; form-action 'none'; " +
  "base-uri 'none'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox";

/** The mail's HTML with inline images pointing at their attachments. */
export function mailDocument(message: Message): string {
  const html = message.html ?? '';
  return html.replace(/\bcid:([^"'\s)>]+)/gi, (reference, contentId: string) => {
    const index = message.attachments.findIndex(
      (attachment) => attachment.contentId === decodeURIComponentOrSame(contentId),
    );
    return index < 0 ? reference : `/api/messages/${message.id}/attachments/${String(index)}`;
  });
}

function decodeURIComponentOrSame(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

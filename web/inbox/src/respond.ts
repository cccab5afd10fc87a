import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { basename, join } from 'node:path';

const PAGE_POLICY = "default-src 'self'; img-src 'self' data:; frame-src 'self'; base-uri 'none'; form-action 'none'";

export async function sendFile(response: ServerResponse, folder: string, name: string, contentType: string): Promise<void> {
  let content;
  try {
    content = await readFile(join(folder, basename(name)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    sendProblem(response, 404, `The page has no file ${name}; build the inbox with "npm run build".`);
    return;
  }
  send(response, 200, `${contentType}; charset=utf-8`, content, { 'content-security-policy': PAGE_POLICY });
}

export function sendJson(response: ServerResponse, status: number, document: unknown, headers: Record<string, string> = {}): void {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(document), headers);
}

export function sendProblem(response: ServerResponse, status: number, detail: string): void {
  send(response, status, 'application/problem+json; charset=utf-8', JSON.stringify({ status, detail }));
}

export function send(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(body);
}

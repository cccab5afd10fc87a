/** A refused or failed request, in words for the person at the page. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    /** HTTP status; 0 when no answer came. */
    readonly status: number,
    message: string,
    /** Messages by field, where the server names them. */
    readonly fields: Readonly<Record<string, readonly string[]>> = {},
  ) {
    super(message);
  }
}

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as a form. */
  readonly form?: Readonly<Record<string, string>>;
  /** Sent as it is: a file that holds JSON. */
  readonly file?: Blob;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

type Listener = () => void;
const sessionEndListeners = new Set<Listener>();

/** Calls back whenever the server says that nobody is signed in. Returns how to stop. */
export function onSessionEnd(listener: Listener): () => void {
  sessionEndListeners.add(listener);
  return () => sessionEndListeners.delete(listener);
}

/** Answers the JSON document, or undefined when there is none. */
export async function request<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
  const response = await send(path, options);
  const document = await readDocument(response);
  if (response.ok) return document as Answer;
  throw refused(path, response.status, document);
}

/** Answers the body as it came. */
export async function requestFile(path: string, options: RequestOptions = {}): Promise<Blob> {
  const response = await send(path, options);
  if (response.ok) return response.blob();
  throw refused(path, response.status, await readDocument(response));
}

function refused(path: string, status: number, document: unknown): ApiError {
  if (status === 401 && path !== '/api/login') for (const listener of sessionEndListeners) listener();
  return toError(status, document);
}

/** The only place that calls `fetch`. */
async function send(path: string, { method = 'GET', json, form, file, headers: given, signal }: RequestOptions): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json', ...given };
  // The cookie alone would also ride on a foreign site's form; this header cannot.
  if (method !== 'GET') headers['X-Requested-With'] = 'PerfMonitor';
  if (json !== undefined || file !== undefined) headers['content-type'] = 'application/json';
  const body = json !== undefined ? JSON.stringify(json) : form !== undefined ? new URLSearchParams(form) : (file ?? null);
  try {
    return await fetch(path, { method, headers, body, signal: signal ?? null, credentials: 'same-origin' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, '');
  }
}

async function readDocument(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    if (response.ok) throw new ApiError(response.status, `The server answered ${response.url} with no JSON document.`);
    return undefined;
  }
}

/** Understands problem details (RFC 9457) and the errors of the Prometheus API. */
function toError(status: number, document: unknown): ApiError {
  if (typeof document !== 'object' || document === null) return new ApiError(status, '');
  const { detail, title, error, errors } = document as Record<string, unknown>;
  const fields = readFields(errors);
  // Where fields say what is wrong, the title only says that something is.
  const said = Object.entries(fields).flatMap(([field, messages]) => messages.map((message) => `${field}: ${message}`)).join(' ');
  const message = [error, detail, said, title].find((candidate) => typeof candidate === 'string' && candidate !== '');
  return new ApiError(status, (message as string | undefined) ?? '', fields);
}

function readFields(errors: unknown): Record<string, string[]> {
  if (typeof errors !== 'object' || errors === null) return {};
  return Object.fromEntries(
    Object.entries(errors).flatMap(([field, messages]) =>
      Array.isArray(messages) ? [[field, messages.filter((message) => typeof message === 'string')]] : [],
    ),
  );
}

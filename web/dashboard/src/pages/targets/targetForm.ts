import type { TargetSettings } from '../../api/targets';

/** The settings as the form holds them: everything as the person types it. */
export interface TargetFormValues extends Omit<TargetSettings, 'headers' | 'keyword' | 'tags'> {
  /** One `Name: value` a line. */
  readonly headers: string;
  readonly keyword: string;
  readonly tags: string[];
}

export function toFormValues(settings: TargetSettings): TargetFormValues {
  const { name, url, kind, intervalSeconds, timeoutSeconds, method, expectedStatus, enabled } = settings;
  return {
    name,
    url,
    kind,
    intervalSeconds,
    timeoutSeconds,
    method,
    expectedStatus,
    enabled,
    followRedirects: settings.followRedirects,
    allowInvalidCertificate: settings.allowInvalidCertificate,
    headers: Object.entries(settings.headers).map(([name, value]) => `${name}: ${value}`).join('\n'),
    keyword: settings.keyword ?? '',
    tags: [...settings.tags],
  };
}

export function toSettings(values: TargetFormValues): TargetSettings {
  return {
    ...values,
    name: values.name.trim(),
    url: values.url.trim(),
    headers: parseHeaders(values.headers) ?? {},
    keyword: values.keyword === '' ? null : values.keyword,
  };
}

/** The headers, or null when a line is none. */
export function parseHeaders(text: string): Record<string, string> | null {
  const headers: Record<string, string> = {};
  for (const line of text.split('\n').map((raw) => raw.trim()).filter((trimmed) => trimmed !== '')) {
    const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+)\s*:\s*(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) return null;
    headers[name] = value;
  }
  return headers;
}

export type TargetProblem = 'nameMissing' | 'urlInvalid' | 'intervalInvalid' | 'timeoutInvalid' | 'statusInvalid' | 'headersInvalid';

/** What the server would refuse, found before it is asked; undefined for what is fine. */
export function validateTarget(values: TargetFormValues): Partial<Record<keyof TargetFormValues, TargetProblem>> {
  const problems: Partial<Record<keyof TargetFormValues, TargetProblem>> = {};
  if (values.name.trim() === '') problems.name = 'nameMissing';
  if (!isHttpUrl(values.url.trim())) problems.url = 'urlInvalid';
  if (!(values.intervalSeconds >= 1 && values.intervalSeconds <= 86_400)) problems.intervalSeconds = 'intervalInvalid';
  if (!(values.timeoutSeconds > 0 && values.timeoutSeconds <= values.intervalSeconds)) problems.timeoutSeconds = 'timeoutInvalid';
  if (!/^(\d(xx|\d\d(-\d{3})?))(\s*,\s*\d(xx|\d\d(-\d{3})?))*$/.test(values.expectedStatus)) problems.expectedStatus = 'statusInvalid';
  if (parseHeaders(values.headers) === null) problems.headers = 'headersInvalid';
  return problems;
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

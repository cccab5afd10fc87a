/** Where the inbox listens; always on the loopback address, for it keeps what anyone sends. */
export interface Settings {
  readonly host: string;
  readonly smtpPort: number;
  readonly httpPort: number;
}

export const LOOPBACK = '127.0.0.1';

/** Reads the settings from the environment; throws one sentence naming the variable to correct. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  return {
    host: LOOPBACK,
    smtpPort: readPort(environment, ['SMTP_PORT'], 1025),
    httpPort: readPort(environment, ['HTTP_PORT', 'PORT'], 8025),
  };
}

function readPort(
  environment: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
  fallback: number,
): number {
  const name = names.find((candidate) => (environment[candidate] ?? '') !== '');
  if (name === undefined) return fallback;
  const value = environment[name] ?? '';
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535) {
    throw new Error(`${name} is "${value}"; set it to a port number from 0 (any free port) to 65535.`);
  }
  return port;
}

import { describe, expect, it } from 'vitest';
import { readSettings } from './settings.js';

describe('readSettings', () => {
  it('listens on loopback, SMTP on 1025 and HTTP on 8025, by default', () => {
    expect(readSettings({})).toEqual({ host: '127.0.0.1', smtpPort: 1025, httpPort: 8025 });
  });

  it.each([
    [{ SMTP_PORT: '2525', HTTP_PORT: '8026' }, 2525, 8026],
    [{ PORT: '9000' }, 1025, 9000],
    [{ PORT: '9000', HTTP_PORT: '8026' }, 1025, 8026],
    [{ PORT: '9000', HTTP_PORT: '' }, 1025, 9000],
  ])('reads %j', (environment, smtpPort, httpPort) => {
    expect(readSettings(environment)).toEqual({ host: '127.0.0.1', smtpPort, httpPort });
  });

  it.each(['70000', '-1', 'x', '80.5', '0x50'])('refuses the port %s and names the variable', (port) => {
    expect(() => readSettings({ SMTP_PORT: port })).toThrow(
      `SMTP_PORT is "${port}"; set it to a port number from 0 (any free port) to 65535.`,
    );
  });
});

/** The flags of the service (interfaces 1): what they mean, their defaults on each platform, and what is bad usage. */
import { CommanderError } from 'commander';
import { describe, expect, test, vi } from 'vitest';
import { NO_MAIL_FLOW } from '../../service/mail-flow/settings.ts';
import { readConfig, type Environment } from '../../service/config.ts';

const LINUX: Environment = { platform: 'linux', homeFolder: '/home/ada', variables: {} };

function refused(args: readonly string[]): { readonly exitCode: number; readonly said: string } {
  const said: string[] = [];
  const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  try {
    readConfig(args, LINUX);
  } catch (error) {
    if (error instanceof CommanderError) return { exitCode: error.exitCode, said: said.join('') };
    throw error;
  } finally {
    stderr.mockRestore();
  }
  throw new Error('was accepted');
}

describe('readConfig', () => {
  test('every flag of the interface', () => {
    const args = [
      ...['--data', '/data', '--http', '[::1]:0', '--smtp', '0.0.0.0:2525', '--seed', 'demo', '--lab'],
      ...['--admin-token', 'secret', '--ready-file', '/run/ready.json', '--allow-private-webhooks'],
      ...['--trusted-proxies', '10.0.0.0/8, fd00::1'],
    ];
    expect(readConfig(args, LINUX)).toEqual({
      dataFolder: '/data',
      http: { host: '::1', port: 0 },
      smtp: { host: '0.0.0.0', port: 2525 },
      seed: 'demo',
      lab: true,
      adminToken: 'secret',
      allowPrivateWebhooks: true,
      readyFile: '/run/ready.json',
      mailFlow: NO_MAIL_FLOW,
      trustedProxies: [
        { address: '10.0.0.0', bits: 8 },
        { address: 'fd00::1', bits: 128 },
      ],
    });
  });

  test('without flags: loopback only, no lab, the data folder of the platform', () => {
    expect(readConfig([], LINUX)).toEqual({
      dataFolder: '/home/ada/.local/share/continuity-companion/service',
      http: { host: '127.0.0.1', port: 8025 },
      smtp: { host: '127.0.0.1', port: 8026 },
      seed: null,
      lab: false,
      adminToken: null,
      allowPrivateWebhooks: false,
      readyFile: null,
      mailFlow: NO_MAIL_FLOW,
      trustedProxies: [],
    });
    const mac: Environment = { platform: 'darwin', homeFolder: '/Users/ada', variables: {} };
    expect(readConfig([], mac).dataFolder).toContain('/Users/ada/Library/Application Support');
    const moved: Environment = { ...LINUX, variables: { XDG_DATA_HOME: '/xdg' } };
    expect(readConfig([], moved).dataFolder).toBe('/xdg/continuity-companion/service');
  });

  test.each([
    ['an unknown flag', ['--nonsense'], 'unknown option'],
    ['an address without a port', ['--http', 'localhost'], 'HOST:PORT'],
    ['a port beyond all ports', ['--smtp', 'localhost:65536'], 'HOST:PORT'],
    ['an unknown seed', ['--seed', 'mine'], 'demo'],
    [
      'PostgreSQL, which comes later',
      ['--database', 'postgres://localhost/c'],
      'PostgreSQL is not served yet',
    ],
    ['another database', ['--database', 'mysql://localhost/c'], 'not a database that is served'],
    ['a token that no header can carry', ['--admin-token', 'two words'], 'Bearer'],
    ['a proxy that is no address', ['--trusted-proxies', '10.0.0.0/8,proxy'], '--trusted-proxies'],
    ['a range wider than all', ['--trusted-proxies', '10.0.0.0/33'], '10.0.0.0/33'],
    ['something left over', ['start'], 'too many arguments'],
  ])('%s is bad usage, 2, and named', (_what, args, words) => {
    const { exitCode, said } = refused(args);
    expect(exitCode).toBe(2);
    expect(said).toContain(words);
  });
});

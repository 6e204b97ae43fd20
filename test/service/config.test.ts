/** The flags of the service (interfaces 1): what they mean, their defaults on each platform, and what is bad usage. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { CommanderError } from 'commander';
import { describe, expect, test, vi } from 'vitest';
import { NO_MAIL_FLOW } from '../../service/mail-flow/settings.ts';
import { PLAIN_TRANSPORT } from '../../service/transport-settings.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { readConfig, type Environment } from '../../service/config.ts';
import { KEEP_AUDIT_DAYS, KEEP_DAYS } from '../../service/retention/settings.ts';

const LINUX: Environment = { platform: 'linux', homeFolder: '/home/ada', variables: {} };

function refused(
  args: readonly string[],
  environment = LINUX,
): { readonly exitCode: number; readonly said: string } {
  const said: string[] = [];
  const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  try {
    readConfig(args, environment);
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
      transport: PLAIN_TRANSPORT,
      keepDays: KEEP_DAYS,
      keepAuditDays: KEEP_AUDIT_DAYS,
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
      transport: PLAIN_TRANSPORT,
      keepDays: KEEP_DAYS,
      keepAuditDays: KEEP_AUDIT_DAYS,
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
    ['an audit log of half a year', ['--keep-audit-days', '180'], '365 at least'],
    [
      'an audit log that forgets before what it tells of',
      ['--keep-days', '500', '--keep-audit-days', '400'],
      'not less than --keep-days',
    ],
    ['something left over', ['start'], 'too many arguments'],
  ])('%s is bad usage, 2, and named', (_what, args, words) => {
    const { exitCode, said } = refused(args);
    expect(exitCode).toBe(2);
    expect(said).toContain(words);
  });

  test('the audit log can be kept for ever', () => {
    expect(readConfig(['--keep-audit-days', '0'], LINUX).keepAuditDays).toBeNull();
  });

  const CERTIFIED = ['--tls-certificate', '/c.pem', '--tls-key', '/c.key'];
  const MAILED = ['--smtp-certificate', '/m.pem', '--smtp-key', '/m.key', '--mail-name', 'mail.example.com'];

  test('how it is reached, and whom it trusts', () => {
    const args = [
      '--public-url',
      'https://Continuity.example.com/',
      '--ca',
      '/ca.pem',
      '--metrics-address',
      '[::1]:9100',
    ];
    expect(readConfig([...args, ...CERTIFIED, ...MAILED], LINUX).transport).toEqual({
      publicUrl: 'https://continuity.example.com',
      httpCertificate: { certificate: '/c.pem', key: '/c.key' },
      smtpCertificate: { certificate: '/m.pem', key: '/m.key' },
      mailName: 'mail.example.com',
      authorityFile: '/ca.pem',
      metrics: { host: '::1', port: 9100 },
    });
  });

  test('a public address below a path, without its last slash', () => {
    const { transport } = readConfig(['--public-url', 'https://example.com/Mail/'], LINUX);
    expect(transport.publicUrl).toBe('https://example.com/Mail');
  });

  test.each([
    ['a public address with a question', ['--public-url', 'https://example.com/?a=b'], 'is an address as'],
    ['one with more than a plain path', ['--public-url', 'https://example.com/a%20b'], 'is an address as'],
    ['one that is no address', ['--public-url', 'example.com'], 'is an address as'],
    [
      'a certificate without its key',
      ['--tls-certificate', '/c.pem'],
      '--tls-certificate and --tls-key belong together',
    ],
    [
      'a key without its certificate',
      ['--smtp-key', '/m.key'],
      '--smtp-certificate and --smtp-key belong together',
    ],
    ['a mail name that no greeting can carry', ['--mail-name', 'mail example'], 'host name'],
  ])('%s is bad usage, 2, and named', (_what, args, words) => {
    const { exitCode, said } = refused(args);
    expect([exitCode, said]).toEqual([2, expect.stringContaining(words)]);
  });
});

describe('further sources', () => {
  const withVariables = (variables: Record<string, string>): Environment => ({ ...LINUX, variables });
  function settingsFile(settings: unknown): string {
    const file = path.join(temporaryFolder(), 'settings.json');
    writeFileSync(file, typeof settings === 'string' ? settings : JSON.stringify(settings));
    return file;
  }

  test('a flag comes before a variable, a variable before the file, the file before what is usual', () => {
    const file = settingsFile({ http: '127.0.0.1:1', smtp: '127.0.0.1:1', data: '/file', lab: true });
    const variables = {
      CONTINUITY_CONFIG: file,
      CONTINUITY_HTTP: '127.0.0.1:2',
      CONTINUITY_SMTP: '127.0.0.1:2',
    };
    const config = readConfig(['--http', '127.0.0.1:3'], withVariables(variables));
    expect([config.http.port, config.smtp.port, config.dataFolder, config.lab, config.seed]).toEqual([
      3,
      2,
      '/file',
      true,
      null,
    ]);
  });

  test('everything that is a flag is a variable and a key, lists and flags without a value too', () => {
    const primaries = ['example.com=smtp://one.example', 'smtp://two.example'];
    const file = settingsFile({
      primary: primaries,
      lab: false,
      releasePerMinute: 60,
      publicUrl: 'https://c.example',
    });
    const fromFile = readConfig(['--config', file], LINUX);
    expect([...fromFile.mailFlow.routes.primaries.keys()]).toEqual(['example.com', '']);
    expect([fromFile.lab, fromFile.mailFlow.releasePerMinute, fromFile.transport.publicUrl]).toEqual([
      false,
      60,
      'https://c.example',
    ]);
    const variables = {
      ...{
        CONTINUITY_PRIMARY: primaries.join(' '),
        CONTINUITY_LAB: '1',
        CONTINUITY_RELEASE_PER_MINUTE: '60',
      },
      ...{ CONTINUITY_PUBLIC_URL: 'https://c.example', CONTINUITY_ADMIN_TOKEN: '' },
    };
    const fromVariables = readConfig([], withVariables(variables));
    expect({ ...fromVariables, lab: false }).toEqual(fromFile);
    expect(fromVariables.lab).toBe(true);
  });

  test.each([
    ['a key that is no flag', { htpt: '127.0.0.1:1' }, 'settings.json: there is no setting "htpt"'],
    ['a value against its rule', { http: 'localhost' }, 'settings.json: http is HOST:PORT'],
    ['a value of another kind', { http: { port: 1 } }, 'settings.json: http is a text'],
    ['a choice that there is not', { seed: 'mine' }, 'settings.json: seed is one of: demo'],
    ['a flag that is neither true nor false', { lab: 'yes' }, 'settings.json: lab is true or false'],
    ['what is no object', '[]', 'settings.json is one JSON object'],
    ['a token in what is no JSON', '{"adminToken": "s3cret",}', 'settings.json is not JSON'],
    ['another file', { config: '/other.json' }, 'there is no setting "config"'],
  ])('%s is bad usage, 2, and named by file, key and rule', (_what, settings, words) => {
    const { exitCode, said } = refused(['--config', settingsFile(settings)]);
    expect([exitCode, said]).toEqual([2, expect.stringContaining(words)]);
    expect(said).not.toContain('s3cret');
  });

  test('a variable against its rule is named, and so is a file that is not there', () => {
    const environment = withVariables({ CONTINUITY_SMTP: 'here' });
    const { exitCode, said } = refused([], environment);
    expect([exitCode, said]).toEqual([2, expect.stringContaining('CONTINUITY_SMTP is HOST:PORT')]);
    expect(refused(['--config', '/nowhere.json']).said).toContain('/nowhere.json cannot be read');
  });
});

/** The settings of the control service: from the command line, the environment and a file (interfaces 1). */
import path from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { addConfigFlag, SOURCES_HELP, takeFurtherSources } from './config-sources.ts';
import {
  addMailFlowFlags,
  mailFlowSettings,
  type MailFlowFlags,
  type MailFlowSettings,
} from './mail-flow/settings.ts';
import { readRange, type AddressRange } from './http/client-address.ts';
import {
  addRetentionFlags,
  retentionSettings,
  type RetentionFlags,
  type RetentionSettings,
} from './retention/settings.ts';
import { MARK_FILE } from './storage/mark-file.ts';
import {
  addTransportFlags,
  transportSettings,
  type TransportFlags,
  type TransportSettings,
} from './transport-settings.ts';

export interface Endpoint {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
}

export interface ServiceConfig extends RetentionSettings {
  readonly dataFolder: string;
  readonly http: Endpoint;
  readonly smtp: Endpoint;
  readonly seed: 'demo' | null;
  /** Allows time travel and faults. */
  readonly lab: boolean;
  /** Webhooks may go to addresses that are not public, and by http. */
  readonly allowPrivateWebhooks: boolean;
  /** null: the one kept in the data folder, made at the first start. */
  readonly adminToken: string | null;
  readonly readyFile: string | null;
  readonly mailFlow: MailFlowSettings;
  /** Whose `Forwarded` and `X-Forwarded-For` are believed; empty: nobody's. */
  readonly trustedProxies: readonly AddressRange[];
  readonly transport: TransportSettings;
}

export interface Environment {
  readonly platform: NodeJS.Platform;
  readonly homeFolder: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** What fits behind `Bearer` (RFC 6750, b64token); how long it is, is the administrator's business. */
const BEARER_TOKEN = /^[\w.~+/-]+=*$/u;
const MAX_PORT = 65_535;

/** Throws commander's `CommanderError`, whose `exitCode` is 0 after `--help` and 2 on bad usage. */
export function readConfig(argv: readonly string[], environment: Environment): ServiceConfig {
  const command = createCommand(environment).parse(argv, { from: 'user' });
  takeFurtherSources(command, environment.variables);
  const options = command.opts<Flags>();
  return {
    dataFolder: path.resolve(options.data),
    http: options.http,
    smtp: options.smtp,
    seed: options.seed ?? null,
    lab: options.lab,
    allowPrivateWebhooks: options.allowPrivateWebhooks,
    adminToken: options.adminToken ?? null,
    readyFile: options.readyFile === undefined ? null : path.resolve(options.readyFile),
    mailFlow: mailFlowSettings(options, environment.variables),
    trustedProxies: options.trustedProxies,
    transport: transportSettings(options, (message) => command.error(message)),
    ...retentionSettings(options, (message) => command.error(message)),
  };
}

interface Flags extends MailFlowFlags, TransportFlags, RetentionFlags {
  readonly data: string;
  readonly http: Endpoint;
  readonly smtp: Endpoint;
  readonly seed?: 'demo';
  readonly lab: boolean;
  readonly allowPrivateWebhooks: boolean;
  readonly adminToken?: string;
  readonly readyFile?: string;
  readonly trustedProxies: readonly AddressRange[];
}

const RESTORING = `
Making a backup: npm run service -- backup --to DIR, also while the service runs; start the service on that folder to restore it.
continuity.db alone, copied while the service runs, lacks what it has not merged yet; a service that starts on it says so.

Restoring continuity.db alone: stop the service, put continuity.db back, remove continuity.db-wal and continuity.db-shm,
start it again. It notices that the database is older than what devices were told, and gives every device the restored
truth. If the whole data folder was put back, remove ${MARK_FILE} too: without it, nothing tells old from new.
Mail in the mail folder is kept: what was accepted since the backup is taken in again.
The audit log then lacks what was done since, and its verification says so, but for what a killed service had written in its last
second: put audit-anchors.jsonl aside to begin anew.`;

function createCommand(environment: Environment): Command {
  const command = new Command('service')
    .description(
      'The continuity control service: events, groups, devices, mail gateway and five-day mailboxes.',
    )
    .option('--data <dir>', 'data folder', defaultDataFolder(environment))
    .option(
      '--http <host:port>',
      'HTTP and WebSocket; port 0 is any free one',
      endpoint,
      endpoint('127.0.0.1:8025'),
    )
    .option(
      '--smtp <host:port>',
      'SMTP gateway; port 0 is any free one',
      endpoint,
      endpoint('127.0.0.1:8026'),
    )
    .addOption(new Option('--seed <name>', 'fill an empty data folder').choices(['demo']))
    .option('--lab', 'allow time travel and faults', false)
    .option('--allow-private-webhooks', 'let webhooks go to private addresses, and by http', false)
    .option(
      '--admin-token <token>',
      'administrator token; else generated and kept in the data folder',
      adminToken,
    )
    .option('--database <url>', 'only the embedded file for now', embeddedOnly)
    .option('--ready-file <path>', 'written when the service listens')
    .option(
      '--trusted-proxies <cidr,…>',
      'whose Forwarded and X-Forwarded-* say who a client is',
      addressRanges,
      [],
    )
    .addHelpText('after', `${SOURCES_HELP}\n${RESTORING}`)
    .exitOverride((error) => {
      error.exitCode = error.exitCode === 0 ? 0 : 2;
      throw error;
    });
  return addConfigFlag(addTransportFlags(addMailFlowFlags(addRetentionFlags(command)), endpoint));
}

function endpoint(text: string): Endpoint {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || Number(port) > MAX_PORT) {
    throw new InvalidArgumentError('is HOST:PORT, as 127.0.0.1:8025 or [::1]:0.');
  }
  return { host, port: Number(port) };
}

function adminToken(text: string): string {
  if (!BEARER_TOKEN.test(text)) {
    throw new InvalidArgumentError('is made of letters, digits and -._~+/, as a Bearer token is.');
  }
  return text;
}

function addressRanges(text: string): readonly AddressRange[] {
  return text.split(',').map((part) => {
    const range = readRange(part);
    if (range !== null) return range;
    throw new InvalidArgumentError(
      `"${part.trim()}" is not a range of addresses, as 10.0.0.0/8 or fd00::/8.`,
    );
  });
}

function embeddedOnly(url: string): never {
  throw new InvalidArgumentError(
    `${url.startsWith('postgres') ? 'PostgreSQL is not served yet' : 'is not a database that is served'}; leave it out for the embedded file.`,
  );
}

export function defaultDataFolder({ platform, homeFolder, variables }: Environment): string {
  const base =
    platform === 'win32'
      ? (variables['LOCALAPPDATA'] ?? path.join(homeFolder, 'AppData', 'Local'))
      : platform === 'darwin'
        ? path.join(homeFolder, 'Library', 'Application Support')
        : (variables['XDG_DATA_HOME'] ?? path.join(homeFolder, '.local', 'share'));
  return path.join(base, 'continuity-companion', 'service');
}

/** How mail flow is told on the command line where mail goes (interfaces 1), and what it makes of that. */
import { readFileSync } from 'node:fs';
import { InvalidArgumentError, type Command } from 'commander';
import type { SigningKey } from './outgoing.ts';
import { NO_ROUTES, type MailRoutes, type NextServer } from './routing.ts';

export interface MailFlowSettings {
  readonly routes: MailRoutes;
  readonly releasePerMinute: number;
  /** Of the smart host's user; from the environment, because flags are seen by every user of the computer. */
  readonly password: string | null;
  readonly signing: readonly {
    readonly domain: string;
    readonly selector: string;
    readonly keyFile: string;
  }[];
}

/** Ten a second: a mail server that has just come back has other work as well. */
const RELEASE_PER_MINUTE = 600;

export const NO_MAIL_FLOW: MailFlowSettings = {
  routes: NO_ROUTES,
  releasePerMinute: RELEASE_PER_MINUTE,
  password: null,
  signing: [],
};

export interface MailFlowFlags {
  readonly primary: ReadonlyMap<string, NextServer>;
  readonly smartHost?: NextServer;
  readonly deliverByMx: boolean;
  readonly dkim: MailFlowSettings['signing'];
  readonly releasePerMinute: number;
}

export function addMailFlowFlags(command: Command): Command {
  return command
    .option(
      '--primary <[domain=]url>',
      'the mail server that gets all mail, or that of a domain, as smtp://mail.example.com:25; smtp+starttls and smtps ask for TLS; repeatable',
      primary,
      new Map(),
    )
    .option(
      '--smart-host <url>',
      'the server that takes mail to others; its password: CONTINUITY_SMART_HOST_PASSWORD',
      nextServer,
    )
    .option('--deliver-by-mx', 'take mail to others to the servers of their domains', false)
    .option(
      '--dkim <domain:selector:file>',
      'sign what people of the domain send, with a PEM key; repeatable',
      signing,
      [],
    )
    .option(
      '--release-per-minute <n>',
      'how fast held mail goes back after an event',
      perMinute,
      RELEASE_PER_MINUTE,
    );
}

const PASSWORD = 'CONTINUITY_SMART_HOST_PASSWORD';

export function mailFlowSettings(
  { primary: primaries, smartHost, deliverByMx, dkim, releasePerMinute }: MailFlowFlags,
  variables: Readonly<Record<string, string | undefined>>,
): MailFlowSettings {
  const fallback = deliverByMx ? ({ kind: 'mx' } as const) : NO_ROUTES.outbound;
  return {
    routes: {
      primaries,
      outbound: smartHost === undefined ? fallback : { kind: 'smart-host', server: smartHost },
    },
    releasePerMinute,
    password: variables[PASSWORD] ?? null,
    signing: dkim,
  };
}

/** Reads the keys. Throws when one cannot be read. */
export function signingKeys(signing_: MailFlowSettings['signing']): readonly SigningKey[] {
  return signing_.map(({ domain, selector, keyFile }) => ({
    ...{ domain, selector },
    privateKey: readFileSync(keyFile, 'utf8'),
  }));
}

type Primaries = ReadonlyMap<string, NextServer>;

function primary(text: string, given: Primaries): Primaries {
  const [, domain = '', url = ''] = /^(?:([^=/:]+)=)?(.*)$/u.exec(text) ?? [];
  return new Map(given).set(domain.toLowerCase(), nextServer(url));
}

const DEFAULT_PORTS = { smtp: 25, 'smtp+starttls': 25, smtps: 465 } as const;

function nextServer(text: string): NextServer {
  const [, scheme = '', user, bracketed, plain, port] =
    /^(smtp|smtp\+starttls|smtps):\/\/(?:([^@/]+)@)?(?:\[([^\]]+)\]|([^:/@[\]]+))(?::(\d{1,5}))?\/?$/u.exec(
      text,
    ) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || !isScheme(scheme) || Number(port ?? 0) > MAX_PORT)
    throw new InvalidArgumentError(
      'is a server like smtp://mail.example.com:25, smtp+starttls://… or smtps://….',
    );
  if (user !== undefined && scheme === 'smtp')
    throw new InvalidArgumentError('has a user, whose password needs smtp+starttls:// or smtps://.');
  return {
    ...{ host, scheme },
    port: port === undefined ? DEFAULT_PORTS[scheme] : Number(port),
    user: user === undefined ? null : decodeURIComponent(user),
  };
}

const MAX_PORT = 65_535;

function isScheme(text: string): text is NextServer['scheme'] {
  return Object.hasOwn(DEFAULT_PORTS, text);
}

function signing(text: string, given: MailFlowSettings['signing']): MailFlowSettings['signing'] {
  const [, domain = '', selector = '', keyFile] = /^([\w.-]+):([\w.-]+):(.+)$/u.exec(text) ?? [];
  if (keyFile === undefined)
    throw new InvalidArgumentError('is DOMAIN:SELECTOR:FILE, as example.com:2026:/etc/keys/example.pem.');
  return [...given, { domain: domain.toLowerCase(), selector, keyFile }];
}

function perMinute(text: string): number {
  if (!/^[1-9]\d{0,6}$/u.test(text))
    throw new InvalidArgumentError('is a number of messages a minute, as 600.');
  return Number(text);
}

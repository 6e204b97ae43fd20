/** The whole service in this process, on free ports, with a wall clock that a test moves; spoken to over real HTTP. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { systemClock } from '../../service/clock/world-clock.ts';
import { readRange } from '../../service/http/client-address.ts';
import { KEEP_AUDIT_DAYS, KEEP_DAYS } from '../../service/retention/settings.ts';
import { NO_MAIL_FLOW, type MailFlowSettings } from '../../service/mail-flow/settings.ts';
import { startService, type Service } from '../../service/service.ts';
import { PLAIN_TRANSPORT, type TransportSettings } from '../../service/transport-settings.ts';
import { describedAnswers } from './described-answers.ts';
import { NO_CRASH_POINTS } from '../../shared/lib/crash-point.ts';
import { systemChance } from '../../service/storage/chance.ts';

export const ADMIN_TOKEN = 'administrator-token-for-tests';
export const START_MS = Date.parse('2026-11-23T09:00:00.000Z');

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON, or the text of anything else. */
  readonly body: unknown;
}

export interface Request {
  readonly token?: string | null;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is. */
  readonly raw?: string;
}

export interface RigWorld {
  wallMs: number;
  /** How far the wall clock is from the truth, ahead. */
  wrongByMs: number;
  /** Of the computer's start. */
  readonly bootId: string | null;
}

export interface ServiceRig {
  readonly service: Service;
  readonly folder: string;
  readonly world: RigWorld;
  /** `path` below the service's URL; with the administrator token unless another (or null) is given. */
  readonly call: (method: string, path: string, request?: Request) => Promise<Answer>;
  readonly stop: () => Promise<void>;
}

interface Options {
  readonly world?: Partial<RigWorld>;
  readonly lab?: boolean;
  readonly allowPrivateWebhooks?: boolean;
  readonly mailFlow?: Partial<MailFlowSettings>;
  /** As the flag has them. */
  readonly trustedProxies?: readonly string[];
  readonly transport?: Partial<TransportSettings>;
  /** Absent: this computer alone. */
  readonly listensOn?: string;
  /** Of the built console. */
  readonly consoleFolder?: string;
  /** Kept after `stop`; without one, a folder of its own that `stop` removes. */
  readonly folder?: string;
}

export async function startRig({
  lab = false,
  allowPrivateWebhooks = false,
  mailFlow = {},
  trustedProxies = [],
  transport = {},
  listensOn = '127.0.0.1',
  consoleFolder = '/nowhere',
  folder: given,
  world: givenWorld,
}: Options = {}): Promise<ServiceRig> {
  const folder = given ?? mkdtempSync(path.join(os.tmpdir(), 'continuity-service-'));
  const world = { wallMs: START_MS, wrongByMs: 0, bootId: 'boot', ...givenWorld };
  const anyPort = { host: '127.0.0.1', port: 0 };
  const service = await startService(
    {
      dataFolder: folder,
      http: { host: listensOn, port: 0 },
      smtp: anyPort,
      seed: null,
      lab,
      allowPrivateWebhooks,
      adminToken: ADMIN_TOKEN,
      readyFile: null,
      trustedProxies: trustedProxies.flatMap((range) => readRange(range) ?? []),
      mailFlow: { ...NO_MAIL_FLOW, ...mailFlow },
      transport: { ...PLAIN_TRANSPORT, ...transport },
      keepDays: KEEP_DAYS,
      keepAuditDays: KEEP_AUDIT_DAYS,
    },
    {
      // A wall clock that a test moves is time that passes: the computer slept.
      clock: {
        ...systemClock,
        wallMs: () => world.wallMs + world.wrongByMs,
        uptimeMs: () => world.wallMs,
        bootId: () => world.bootId,
      },
      chance: systemChance,
      log: pino({ level: 'silent' }),
      crashPoint: NO_CRASH_POINTS,
      consoleFolder,
    },
  );
  return {
    service,
    folder,
    world,
    call: async (method, path, request = {}) => {
      const answer = await call(`${service.httpUrl}${path}`, method, request);
      (await describedAnswers(service.httpUrl, lab)).check(method, path, answer);
      return answer;
    },
    async stop() {
      await service.stop();
      if (given === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function call(url: string, method: string, request: Request): Promise<Answer> {
  const { token = ADMIN_TOKEN, body, raw = body === undefined ? undefined : JSON.stringify(body) } = request;
  const response = await fetch(url, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(raw === undefined ? {} : { 'content-type': 'application/json' }),
      ...request.headers,
    },
    ...(raw === undefined ? {} : { body: raw }),
  });
  const text = await response.text();
  const isJson = /json/u.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? (JSON.parse(text) as unknown) : text,
  };
}

/** The field of a JSON object, as a string. */
export function text(body: unknown, field: string): string {
  const value =
    body !== null && typeof body === 'object' ? (body as Readonly<Record<string, unknown>>)[field] : null;
  if (typeof value !== 'string') throw new Error(`no text in ${field} of ${JSON.stringify(body)}`);
  return value;
}

/** A JMAP server behind the HTTP port, scripted by tests: an account, its mail, and what goes wrong. */
import { z } from 'zod';
import type { Http, HttpAnswer, HttpRequest } from '../../../../electron/device/ports.ts';
import { fromMs, toMs } from '../../../../shared/domain/instant.ts';

export interface ServedMail {
  readonly id: string;
  readonly receivedAtMs: number;
  readonly mailbox: 'inbox' | 'sent';
  readonly seen: boolean;
  readonly subject: string;
}

export interface JmapServer {
  readonly http: Http;
  readonly put: (...mails: readonly ServedMail[]) => void;
  readonly destroy: (...ids: readonly string[]) => void;
  /** Forgets what changed before now. */
  readonly forgetChanges: () => void;
  /** Answers so instead of working; null works. */
  readonly answerWith: (answer: HttpAnswer | null) => void;
  /** Which accounts there are from now on, by id, with their names. */
  readonly serve: (accounts: Readonly<Record<string, string>>) => void;
  /** Method names in the order in which they were called, and `download ID`. */
  readonly log: string[];
  /** Called before each download. */
  readonly onDownload: (listener: (id: string) => void) => void;
}

export const ACCOUNT = 'person-1';
/** Sees the same mail. */
export const OTHER_ACCOUNT = 'person-2';
export const BASE_URL = 'http://service.test';

type Args = Readonly<Record<string, unknown>>;
const idsOf = z.object({ ids: z.array(z.string()).nullish() });
const bodySchema = z.object({
  methodCalls: z.array(z.tuple([z.string(), z.record(z.string(), z.unknown()), z.string()])),
});

export function rawMail(mail: ServedMail): string {
  return `From: sender@example.org\r\nSubject: ${mail.subject}\r\n\r\nBody of ${mail.id}\r\n`;
}

export function createJmapServer(): JmapServer {
  const mails = new Map<string, ServedMail>();
  const history: { readonly kind: 'created' | 'updated' | 'destroyed'; readonly id: string }[] = [];
  let oldestState = 0;
  let forced: HttpAnswer | null = null;
  let accounts: Readonly<Record<string, string>> = { [ACCOUNT]: 'Anna', [OTHER_ACCOUNT]: 'Otto' };
  let downloading: (id: string) => void = () => undefined;
  const log: string[] = [];

  const methods: Readonly<Record<string, (args: Args) => Args>> = {
    'Mailbox/get': () => ({ list: ['inbox', 'sent'].map((role) => ({ id: `box-${role}`, role })) }),
    'Email/get': (args) => {
      const ids = idsOf.parse(args).ids ?? [...mails.keys()];
      return { state: String(history.length), list: ids.flatMap((id) => emailOf(mails.get(id))) };
    },
    'Email/query': (args) => ({ ids: query(mails, args) }),
    'Email/changes': (args) => {
      const since = Number(args['sinceState']);
      if (since < oldestState) return { error: 'cannotCalculateChanges' };
      const end = Math.min(history.length, since + Number(args['maxChanges']));
      const ids = (kind: string) => [
        ...new Set(history.slice(since, end).flatMap((change) => (change.kind === kind ? [change.id] : []))),
      ];
      const lists = { created: ids('created'), updated: ids('updated'), destroyed: ids('destroyed') };
      return { ...lists, newState: String(end), hasMoreChanges: end < history.length };
    },
  };

  const call = (body: string): Args => {
    const done: [string, Args, string][] = [];
    for (const [name, args, callId] of bodySchema.parse(JSON.parse(body)).methodCalls) {
      log.push(name);
      const resolved = resolveReferences(args, done);
      const result =
        resolved === null ? { error: 'invalidResultReference' } : (methods[name]?.(resolved) ?? {});
      const error = result['error'];
      done.push(error === undefined ? [name, result, callId] : ['error', { type: error }, callId]);
    }
    return { methodResponses: done, sessionState: stateOf(accounts) };
  };
  return {
    log,
    put: (...added) => {
      for (const mail of added) {
        history.push({ kind: mails.has(mail.id) ? 'updated' : 'created', id: mail.id });
        mails.set(mail.id, mail);
      }
    },
    destroy: (...ids) => {
      for (const id of ids) {
        mails.delete(id);
        history.push({ kind: 'destroyed', id });
      }
    },
    forgetChanges: () => {
      oldestState = history.length + 1;
      history.push({ kind: 'updated', id: 'none' });
    },
    serve: (served) => {
      accounts = served;
    },
    answerWith: (answer) => {
      forced = answer;
    },
    onDownload: (listener) => {
      downloading = listener;
    },
    http: {
      request: async (request) => {
        if (forced !== null) return forced;
        const { pathname } = new URL(request.url);
        if (pathname === '/.well-known/jmap') return json(sessionObject(accounts));
        if (pathname === '/api') return json(call(String(request.body ?? '')));
        const id = decodeURIComponent(pathname.split('/').at(-2) ?? '').replace('blob-', '');
        log.push(`download ${id}`);
        downloading(id);
        return download(mails.get(id), request);
      },
    },
  };
}

function stateOf(accounts: Readonly<Record<string, string>>): string {
  return Object.keys(accounts).join(' ');
}

function sessionObject(accounts: Readonly<Record<string, string>>): Args {
  return {
    apiUrl: '/api',
    uploadUrl: `${BASE_URL}/upload/{accountId}`,
    downloadUrl: `${BASE_URL}/download/{accountId}/{blobId}/{name}?accept={type}`,
    capabilities: { 'urn:ietf:params:jmap:core': { maxObjectsInGet: 50 } },
    accounts: Object.fromEntries(Object.entries(accounts).map(([id, name]) => [id, { name }])),
    state: stateOf(accounts),
  };
}

function resolveReferences(args: Args, done: readonly [string, Args, string][]): Args | null {
  const reference = z.object({ resultOf: z.string(), path: z.string() }).safeParse(args['#ids']).data;
  if (reference === undefined) return args;
  const found = done.find(([name, , callId]) => callId === reference.resultOf && name !== 'error');
  return found === undefined ? null : { ...args, ids: found[1][reference.path.slice(1)] };
}

const filterSchema = z.object({ after: z.string(), inMailbox: z.string().optional() });

function query(mails: ReadonlyMap<string, ServedMail>, args: Args): readonly string[] {
  const filter = filterSchema.parse(args['filter']);
  const start = Number(args['position'] ?? 0);
  return [...mails.values()]
    .filter((mail) => mail.receivedAtMs >= toMs(filter.after))
    .filter((mail) => filter.inMailbox === undefined || filter.inMailbox === `box-${mail.mailbox}`)
    .sort((a, b) => b.receivedAtMs - a.receivedAtMs)
    .slice(start, start + Number(args['limit']))
    .map(({ id }) => id);
}

function emailOf(mail: ServedMail | undefined): readonly Args[] {
  if (mail === undefined) return [];
  return [
    {
      id: mail.id,
      blobId: `blob-${mail.id}`,
      threadId: `thread-${mail.id}`,
      mailboxIds: { [`box-${mail.mailbox}`]: true },
      keywords: mail.seen ? { $seen: true } : {},
      size: rawMail(mail).length,
      receivedAt: fromMs(mail.receivedAtMs),
      messageId: [`${mail.id}@example.org`],
      from: [{ name: null, email: 'sender@example.org' }],
      to: [{ name: 'Anna', email: 'anna@example.org' }],
      cc: null,
      subject: mail.subject,
      preview: `Body of ${mail.id}`,
      hasAttachment: false,
      'header:List-Id:asText': null,
      textBody: [{ partId: '1', type: 'text/plain' }],
      htmlBody: [{ partId: '1', type: 'text/plain' }],
      bodyValues: { '1': { value: `Body of ${mail.id}` } },
    },
  ];
}

function download(mail: ServedMail | undefined, request: HttpRequest): HttpAnswer {
  if (mail === undefined) return { kind: 'answered', status: 404, headers: {}, body: new Uint8Array() };
  const body = Buffer.from(rawMail(mail));
  if (body.length > request.maxBytes) return { kind: 'unreachable', message: 'too large' };
  return { kind: 'answered', status: 200, headers: {}, body };
}

function json(value: unknown): HttpAnswer {
  return { kind: 'answered', status: 200, headers: {}, body: Buffer.from(JSON.stringify(value)) };
}

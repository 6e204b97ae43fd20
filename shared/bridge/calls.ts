/** Every call from the window, with its input's schema and its output's type: one map, from which both ends derive (house style 7). */
import { z } from 'zod';
import {
  draftContentSchema,
  MAX_FILES_BYTES,
  quotedSchema,
  type CancelOutcome,
  type Draft,
} from './compose.ts';
import type { NetworkFailure } from '../domain/network-failure.ts';
import { CONNECTION_MODES } from '../domain/profile.ts';
import type { MailAddress, MailPage, MailRow, MailView } from './mail.ts';
import { settingsSchema } from './settings.ts';

const none = z.undefined();
const id = z.string().min(1).max(200);
/** Of a mail: JMAP's, at most 255 characters, with that of its account where it is a further one. */
const mailId = z.string().min(1).max(511);

/** Served by the device process. */
export const deviceCalls = {
  'session.signIn': z.object({
    serviceUrl: z.string().min(1).max(2048),
    email: z.string().min(1).max(320),
    password: z.string().min(1).max(1024),
  }),
  /** `keep`: what is not sent waits, sealed, for the same person's next sign-in (product 4). */
  'session.signOut': z.object({ unsent: z.enum(['keep', 'discard']) }),
  /** Agrees to a protection where the operating system offers none; `file` and `passphrase` move what is in memory to disk. */
  'session.protect': z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('file') }),
    z.object({ kind: z.literal('passphrase'), passphrase: z.string().min(8).max(1024) }),
  ]),
  /** Opens a state that a passphrase protects. */
  'session.unlock': z.object({ passphrase: z.string().max(1024) }),
  'link.retryNow': none,
  'profile.set': z.object({ connectionMode: z.literal(CONNECTION_MODES) }),
  'notices.dismiss': z.object({ id }),
  'mail.list': z.object({
    /** null: the person's own. */
    accountId: z.string().min(1).max(255).nullable(),
    mailbox: z.enum(['inbox', 'sent']),
    unreadOnly: z.boolean(),
    offset: z.int().nonnegative(),
    limit: z.int().positive().max(100),
  }),
  'mail.search': z.object({ text: z.string().max(500), limit: z.int().positive().max(200) }),
  'mail.open': z.object({ id: mailId }),
  'people.find': z.object({ text: z.string().max(200) }),
  /** Answers and forwards begin with `heading` before the quoted text, in the person's language. */
  'draft.create': z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('new'),
      to: draftContentSchema.shape.to,
      html: draftContentSchema.shape.html,
    }),
    z.object({
      kind: z.enum(['reply', 'reply-all', 'forward']),
      mailId,
      heading: z.string().max(4000),
      quoted: quotedSchema,
    }),
  ]),
  'draft.open': z.object({ id }),
  'draft.save': z.object({ id, content: draftContentSchema }),
  'draft.attach': z.object({
    id,
    name: z.string().min(1).max(255),
    mediaType: z.string().max(255),
    bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= MAX_FILES_BYTES),
  }),
  'draft.detach': z.object({ id, fileId: id }),
  'draft.discard': z.object({ id }),
  /** Durable on disk when it answers; refused outside DR mode. */
  'outbox.send': z.object({ id }),
  'outbox.cancel': z.object({ id: z.string().min(1).max(400) }),
} as const;

/** Served by the shell itself. */
export const shellCalls = {
  /** Puts a sanitised document behind an address of its own for the sandboxed frame; answers with that address. */
  'mail.present': z.object({ id: mailId, html: z.string().max(8_000_000) }),
  /** Asks where, then saves; never opens. */
  'mail.savePart': z.object({ id: mailId, index: z.int().nonnegative() }),
  'mail.saveRaw': z.object({ id: mailId }),
  /** A link of a shown message, already only http, https or mailto; the shell asks before it opens it. */
  'link.open': z.object({ url: z.string().max(2048) }),
  'settings.change': settingsSchema.partial(),
  /** To the question that a link asks; the sign-in stays the person's. */
  'enrol.answer': z.object({ id: z.int().positive(), accept: z.boolean() }),
  'window.minimise': none,
  'window.toggleMaximise': none,
  'window.close': none,
  /** Where there is no tray icon to do it. */
  'app.quit': none,
  'console.open': none,
  /** For the network's proxy, `name:port`; the link is tried with it at once. Whether it is right the next failure tells. */
  'proxy.signIn': z.object({
    proxy: z.string().min(1).max(300),
    name: z.string().min(1).max(255),
    password: z.string().max(1024),
  }),
} as const;

/** From the shell to the device process only; the window cannot reach these. */
export const internalCalls = {
  /** The raw part or, with null, the whole message as received. */
  'mail.bytes': z.object({ id: mailId, index: z.int().nonnegative().nullable() }),
  /** A notice was on screen. */
  'notices.shown': z.object({ id }),
  'power.signal': z.enum(['wake', 'network-up', 'unlock']),
  'device.stop': none,
} as const;

export interface CallOutputs {
  'session.signIn': null;
  /** How many messages and drafts wait here now. */
  'session.signOut': { readonly kept: number };
  'session.protect': null;
  'session.unlock': null;
  'link.retryNow': null;
  'profile.set': null;
  'notices.dismiss': null;
  'mail.list': MailPage;
  'mail.search': readonly MailRow[];
  'mail.open': MailView;
  'people.find': readonly MailAddress[];
  'draft.create': Draft;
  'draft.open': Draft;
  'draft.save': Draft;
  'draft.attach': Draft;
  'draft.detach': Draft;
  'draft.discard': null;
  'outbox.send': { readonly outboxId: string };
  'outbox.cancel': CancelOutcome;
  'mail.present': { readonly url: string };
  'mail.savePart': { readonly saved: boolean };
  'mail.saveRaw': { readonly saved: boolean };
  'link.open': { readonly opened: boolean };
  'settings.change': null;
  'enrol.answer': null;
  'window.minimise': null;
  'window.toggleMaximise': null;
  'window.close': null;
  'app.quit': null;
  'console.open': null;
  'proxy.signIn': null;
  'mail.bytes': { readonly bytes: Uint8Array; readonly fileName: string; readonly mediaType: string };
  'notices.shown': null;
  'power.signal': null;
  'device.stop': null;
}

export const windowCalls = { ...deviceCalls, ...shellCalls } as const;
export const deviceProcessCalls = { ...deviceCalls, ...internalCalls } as const;

export type WindowCall = keyof typeof windowCalls;
export type ShellCall = keyof typeof shellCalls;
export type DeviceProcessCall = keyof typeof deviceProcessCalls;
export type AnyCall = WindowCall | DeviceProcessCall;

type Schemas = typeof windowCalls & typeof deviceProcessCalls;
export type CallInput<Name extends AnyCall> = z.infer<Schemas[Name]>;
export type CallOutput<Name extends AnyCall> = CallOutputs[Name];

/** What a refused or failed call says; `code` has its words in the UI's texts. */
export interface CallProblem {
  readonly code: string;
  /** The field at fault, where one is: `email`, `password`, `serviceUrl`, `passphrase`. */
  readonly field: string | null;
  /** Plain English, for logs and for codes that the UI does not know. */
  readonly message: string;
  readonly retryAfterMs: number | null;
  /** What is in the way to the service, where that is it; `code` is its kind then. */
  readonly failure?: NetworkFailure;
}

export type CallAnswer<Name extends AnyCall> =
  | { readonly ok: true; readonly value: CallOutput<Name> }
  | { readonly ok: false; readonly problem: CallProblem };

/** The JMAP session: where the mailbox is and what it allows (RFC 8620 section 2). */
import { z } from 'zod';
import { SUBMIT_ONCE } from '../../../../shared/protocol/submit-once.ts';

const CORE = 'urn:ietf:params:jmap:core';
export const USING = [CORE, 'urn:ietf:params:jmap:mail'] as const;

/** Sending, where a request needs it: a server that only serves mail does not know it. */
export const USING_SUBMISSION = [...USING, 'urn:ietf:params:jmap:submission'] as const;

const sessionSchema = z.object({
  apiUrl: z.string(),
  uploadUrl: z.string(),
  downloadUrl: z.string(),
  capabilities: z.looseObject({
    [CORE]: z.object({ maxObjectsInGet: z.int().positive() }),
  }),
  accounts: z.record(z.string(), z.object({ name: z.string().catch('') })),
  /** Changes with the accounts; every answer repeats it. */
  state: z.string().catch(''),
});

export interface JmapSession {
  readonly apiUrl: string;
  /** A template with `{accountId}`, `{blobId}`, `{type}` and `{name}` (RFC 8620 section 6.2). */
  readonly downloadUrl: string;
  /** A template with `{accountId}` (RFC 8620 section 6.1). */
  readonly uploadUrl: string;
  readonly maxObjectsInGet: number;
  /** It takes each Message-ID once for ever. */
  readonly submitsOnce: boolean;
  readonly accounts: ReadonlyMap<string, { readonly name: string }>;
  readonly state: string;
}

/**
 * null when it is none. Addresses are taken relative to the service, and refused elsewhere: the token that is sent to
 * them was given by the service, for the service.
 */
export function readSession(content: unknown, sessionUrl: string): JmapSession | null {
  const parsed = sessionSchema.safeParse(content);
  if (!parsed.success) return null;
  const apiUrl = sameOrigin(parsed.data.apiUrl, sessionUrl);
  const downloadUrl = sameOrigin(parsed.data.downloadUrl, sessionUrl);
  const uploadUrl = sameOrigin(parsed.data.uploadUrl, sessionUrl);
  if (apiUrl === null || downloadUrl === null || uploadUrl === null) return null;
  return {
    apiUrl,
    uploadUrl,
    downloadUrl,
    maxObjectsInGet: parsed.data.capabilities[CORE].maxObjectsInGet,
    submitsOnce: SUBMIT_ONCE in parsed.data.capabilities,
    accounts: new Map(Object.entries(parsed.data.accounts)),
    state: parsed.data.state,
  };
}

export function downloadAddress(session: JmapSession, accountId: string, blobId: string): string {
  const values: Readonly<Record<string, string>> = {
    accountId,
    blobId,
    type: 'message/rfc822',
    name: 'message.eml',
  };
  return session.downloadUrl.replace(/\{(accountId|blobId|type|name)\}/g, (whole, name: string) =>
    encodeURIComponent(values[name] ?? whole),
  );
}

export function uploadAddress(session: JmapSession, accountId: string): string {
  return session.uploadUrl.replace('{accountId}', encodeURIComponent(accountId));
}

/** An absolute address, with the braces of the template, once its origin is checked; null: it is elsewhere. */
export function sameOrigin(address: string, base: string): string | null {
  if (!URL.canParse(address, base)) return null;
  const { origin, href } = new URL(address, base);
  return origin === new URL(base).origin ? href.replaceAll('%7B', '{').replaceAll('%7D', '}') : null;
}

/** What a test's person puts into their own mailbox: an address to send from, uploads, drafts. */
import type { FastifyInstance } from 'fastify';
import type { TestService } from '../mail-service.ts';
import { call } from './jmap-client.ts';

/** Katharina with the addresses she sends from. */
export async function withKatharina(service: TestService): Promise<TestService> {
  const person = { id: 'katharina', displayName: 'Katharina Berg', email: 'katharina@northwind.example' };
  await service.db
    .insertInto('people')
    .values({
      ...{ ...person, phone: null, smsConsent: 0, disasterRecovery: 1, passwordHash: null },
      ...{ createdAt: '2026-11-23T09:00:00.000Z', nameKey: '', searchKey: '' },
    })
    .execute();
  for (const [address, isAlias] of [
    ['katharina@northwind.example', 0],
    ['K.Berg@northwind.example', 1],
  ] as const) {
    await service.db
      .insertInto('mailAddresses')
      .values({
        addressKey: address.toLowerCase(),
        address,
        ownerKind: 'person',
        ownerId: 'katharina',
        isAlias,
      })
      .execute();
  }
  return service;
}

export async function upload(
  app: FastifyInstance,
  bytes: string | Buffer,
  { type = 'message/rfc822', accountId = 'katharina', who = 'katharina' } = {},
): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
  const response = await app.inject({
    method: 'POST',
    url: `/jmap/upload/${accountId}`,
    headers: { authorization: `Bearer ${who}`, 'content-type': type },
    payload: bytes,
  });
  return { status: response.statusCode, body: response.json() };
}

export interface SetAnswer {
  readonly oldState: string;
  readonly newState: string;
  readonly created: Record<string, Record<string, unknown> & { readonly id: string }> | null;
  readonly updated: Record<string, null> | null;
  readonly destroyed: readonly string[] | null;
  readonly notCreated: Record<string, Record<string, unknown>> | null;
  readonly notUpdated: Record<string, Record<string, unknown>> | null;
  readonly notDestroyed: Record<string, Record<string, unknown>> | null;
  readonly error?: string;
}

export const DRAFT = {
  mailboxIds: { drafts: true },
  keywords: { $draft: true, $seen: true },
  from: [{ name: 'Katharina Berg', email: 'katharina@northwind.example' }],
  to: [{ name: 'Lena Vogt', email: 'lena@partner.example' }],
  subject: 'Loading plan',
  bodyValues: { t: { value: 'Bay 4 is fine.\n' } },
  textBody: [{ partId: 't', type: 'text/plain' }],
};

/** One draft; fails when it was refused. */
export async function createDraft(
  service: TestService,
  more: Record<string, unknown> = {},
): Promise<{ readonly id: string; readonly blobId: string; readonly threadId: string }> {
  const answer = await call<SetAnswer>(service.app, 'Email/set', { create: { d: { ...DRAFT, ...more } } });
  const created = answer.created?.['d'];
  if (created === undefined) throw new Error(JSON.stringify(answer.notCreated ?? answer));
  return { id: created.id, blobId: String(created['blobId']), threadId: String(created['threadId']) };
}

export function raw(messageId: string, more = '', body = 'Bay 4 is fine.'): string {
  return `From: Katharina Berg <katharina@northwind.example>\r\nTo: lena@partner.example\r\nSubject: Loading plan\r\nMessage-ID: <${messageId}>\r\n${more}\r\n${body}\r\n`;
}

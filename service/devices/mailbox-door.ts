/** Who may read which mailboxes: the Bearer token of a device, or Basic with address and cloud password (interfaces 4). */
import type { Kysely } from 'kysely';
import type { Account, MailboxDoor, MailboxSignIn, MailboxUser, SignedIn } from '../mailbox/ports.ts';
import type { SignIn } from '../people/sign-in.ts';
import type { Tables } from '../storage/tables.ts';
import type { CheckedAccessTokens } from './access-tokens.ts';

interface Needs {
  readonly db: Kysely<Tables>;
  readonly signIn: SignIn;
  readonly tokens: Pick<CheckedAccessTokens, 'check'>;
  readonly nowMs: () => number;
}

const REFUSED: MailboxSignIn = { kind: 'refused' };

export function createMailboxDoor({ db, signIn, tokens, nowMs }: Needs): MailboxDoor {
  const bearer = async (token: string): Promise<MailboxSignIn> => {
    const holder = await tokens.check(token, nowMs());
    if (holder === null || !(await isRegistered(db, holder.deviceId, holder.userId))) return REFUSED;
    const { deviceId, expiresAtMs } = holder;
    return signedIn(db, holder.userId, { deviceId, expiresAtMs });
  };
  const basic = async (credentials: string, remoteAddress: string): Promise<MailboxSignIn> => {
    const text = Buffer.from(credentials, 'base64').toString('utf8');
    const colon = text.indexOf(':');
    if (colon === -1) return REFUSED;
    const answer = await signIn.attempt(text.slice(0, colon), text.slice(colon + 1), remoteAddress);
    return answer.kind === 'signed-in' ? signedIn(db, answer.person.id, null) : answer;
  };
  return {
    async signIn(authorization, remoteAddress) {
      const [scheme = '', credentials = ''] = (authorization ?? '').trim().split(/ +/u, 2);
      if (scheme.toLowerCase() === 'bearer') return bearer(credentials);
      if (scheme.toLowerCase() === 'basic') return basic(credentials, remoteAddress);
      return REFUSED;
    },
    userOf: (userId) => mailboxUser(db, userId),
  };
}

async function isRegistered(db: Kysely<Tables>, deviceId: string, userId: string): Promise<boolean> {
  const device = await db
    .selectFrom('devices')
    .select('id')
    .where('id', '=', deviceId)
    .where('personId', '=', userId)
    .where('revokedAt', 'is', null)
    .executeTakeFirst();
  return device !== undefined;
}

async function signedIn(
  db: Kysely<Tables>,
  userId: string,
  token: SignedIn['token'],
): Promise<MailboxSignIn> {
  const user = await mailboxUser(db, userId);
  return user === null ? REFUSED : { kind: 'signed-in', user, token };
}

async function mailboxUser(db: Kysely<Tables>, userId: string): Promise<MailboxUser | null> {
  const person = await db
    .selectFrom('people')
    .select(['id', 'email', 'displayName'])
    .where('id', '=', userId)
    .executeTakeFirst();
  if (person === undefined) return null;
  const readable = await db
    .selectFrom('mailboxReaders')
    .innerJoin('people', 'people.id', 'mailboxReaders.ownerId')
    .where('mailboxReaders.readerId', '=', userId)
    .select(['people.id', 'people.displayName'])
    .orderBy('people.displayName')
    .execute();
  const accounts: Account[] = [
    { accountId: person.id, name: person.displayName, readOnly: false },
    ...readable.map(({ id, displayName }) => ({ accountId: id, name: displayName, readOnly: true })),
  ];
  return { userId, email: person.email, accounts };
}

/** Signing in with address and cloud password: one answer for every failure, and limits on guessing (security, G42). */
import type { Kysely } from 'kysely';
import type { PasswordDoor } from '../guessing/password-door.ts';
import type { SignInRecord } from '../guessing/sign-in-record.ts';
import type { Tables } from '../storage/tables.ts';
import { addressKey, ownerOf } from './addresses.ts';

export interface SignedIn {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
}

export type SignInAnswer =
  | { readonly kind: 'signed-in'; readonly person: SignedIn }
  | { readonly kind: 'refused' }
  | { readonly kind: 'too-many-attempts'; readonly retryAfterMs: number };

export interface SignIn {
  readonly attempt: (address: string, password: string, remoteAddress: string) => Promise<SignInAnswer>;
}

interface Needs {
  readonly db: Kysely<Tables>;
  readonly passwordDoor: PasswordDoor;
  readonly signIns: Pick<SignInRecord, 'note'>;
}

export function createSignIn({ db, passwordDoor, signIns }: Needs): SignIn {
  return {
    async attempt(address, password, remoteAddress) {
      const person = await findPerson(db, address);
      const verdict = await passwordDoor.try({
        // A person's addresses are one door: who tries another of them goes on guessing at the same password.
        subject: person === null ? `nobody:${addressKey(address)}` : `person:${person.id}`,
        stored: person?.passwordHash ?? null,
        browser: null,
        password,
        remoteAddress,
      });
      signIns.note({ who: 'person', account: person, outcome: verdict.kind, remoteAddress });
      if (verdict.kind === 'limited')
        return { kind: 'too-many-attempts', retryAfterMs: verdict.retryAfterMs };
      if (verdict.kind === 'wrong' || person === null) return { kind: 'refused' };
      const { id, email, displayName } = person;
      return { kind: 'signed-in', person: { id, email, displayName } };
    },
  };
}

interface PersonRow extends SignedIn {
  readonly passwordHash: string | null;
}

async function findPerson(db: Kysely<Tables>, address: string): Promise<PersonRow | null> {
  const owner = await ownerOf(db, address);
  const id = owner?.kind === 'person' ? owner.id : '';
  const row = await db
    .selectFrom('people')
    .select(['id', 'email', 'displayName', 'passwordHash'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

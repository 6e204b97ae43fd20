/** As whom a person sends: every address of their own, and no other (RFC 8621 section 6). */
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../storage/tables.ts';

export interface Identity {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** Their main address first. */
export async function identitiesOf(db: Kysely<Tables>, personId: string): Promise<readonly Identity[]> {
  const rows = await db
    .selectFrom('mailAddresses')
    .innerJoin('people', 'people.id', 'mailAddresses.ownerId')
    .select(['mailAddresses.addressKey', 'mailAddresses.address', 'people.displayName'])
    .where('mailAddresses.ownerKind', '=', 'person')
    .where('mailAddresses.ownerId', '=', personId)
    .orderBy('mailAddresses.isAlias')
    .orderBy('mailAddresses.addressKey')
    .execute();
  return rows.map(({ addressKey, address, displayName }) => ({
    // The address may have any signs, an id may not.
    id: `I${createHash('sha256').update(addressKey).digest('hex').slice(0, ID_DIGITS)}`,
    name: displayName,
    email: address,
  }));
}

const ID_DIGITS = 24;

export function isOwnAddress(identities: readonly Identity[], email: string): boolean {
  return identities.some((identity) => identity.email.toLowerCase() === email.toLowerCase());
}

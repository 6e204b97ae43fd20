/** Mail addresses: how they are written, compared, and who has them; each belongs to one person or group (product 6). */
import { domainToASCII, domainToUnicode } from 'node:url';
import type { Kysely } from 'kysely';
import type { FieldProblem } from '../refusal.ts';
import { toFlag } from '../storage/column-types.ts';
import type { Tables } from '../storage/tables.ts';

/** RFC 5321, 4.5.3.1: a path of 256 octets, less its brackets. */
const MAX_ADDRESS_BYTES = 254;
const ADDRESS = /^[^\s@<>()[\]\\,;:"\u0000-\u001f\u007f]+@[^\s@<>()[\]\\,;:"\u0000-\u001f\u007f]+$/u;

/** Addresses are compared without case, in one Unicode form; a domain is the same in its own letters and as the DNS has it (RFC 5890). */
export function addressKey(address: string): string {
  const written = address.trim().normalize('NFC').toLowerCase();
  const domainAt = written.lastIndexOf('@') + 1;
  const domain = written.slice(domainAt);
  return written.slice(0, domainAt) + (hasLetters(domain) ? domainToUnicode(domain) || domain : domain);
}

/** As it goes out: the domain as the DNS has it. */
export function wireAddress(address: string): string {
  const domainAt = address.lastIndexOf('@') + 1;
  const domain = address.slice(domainAt);
  return hasLetters(domain) ? address.slice(0, domainAt) + (domainToASCII(domain) || domain) : address;
}

/** Whether it has two ways to be written. */
function hasLetters(domain: string): boolean {
  return domain.includes('xn--') || Buffer.byteLength(domain) !== domain.length;
}

export function checkAddress(pointer: string, address: string): FieldProblem[] {
  if (ADDRESS.test(address) && Buffer.byteLength(address) <= MAX_ADDRESS_BYTES) return [];
  return [{ pointer, code: 'not-an-address', message: 'must be a mail address like ada@example.com' }];
}

export interface OwnedAddress {
  readonly pointer: string;
  readonly address: string;
  readonly isAlias: boolean;
}

interface Owner {
  readonly kind: 'person' | 'group';
  readonly id: string;
}

/** The problems of addresses that somebody else has, or that are given twice. */
export async function checkFree(
  db: Kysely<Tables>,
  owner: Owner,
  addresses: readonly OwnedAddress[],
): Promise<FieldProblem[]> {
  const keys = addresses.map(({ address }) => addressKey(address));
  if (keys.length === 0) return [];
  const taken = await db
    .selectFrom('mailAddresses')
    .select('addressKey')
    .where('addressKey', 'in', keys)
    .where('ownerId', '!=', owner.id)
    .execute();
  const takenKeys = new Set(taken.map((row) => row.addressKey));
  return addresses
    .filter((_, index) => takenKeys.has(keys[index] ?? '') || keys.indexOf(keys[index] ?? '') !== index)
    .map(({ pointer }) => ({
      pointer,
      code: 'address-taken',
      message: 'is the address of somebody else, or given twice',
    }));
}

/** What the owner receives mail at from now on. */
export async function saveAddresses(
  db: Kysely<Tables>,
  owner: Owner,
  addresses: readonly OwnedAddress[],
): Promise<void> {
  await db.deleteFrom('mailAddresses').where('ownerId', '=', owner.id).execute();
  if (addresses.length === 0) return;
  await db
    .insertInto('mailAddresses')
    .values(
      addresses.map(({ address, isAlias }) => ({
        addressKey: addressKey(address),
        address,
        ownerKind: owner.kind,
        ownerId: owner.id,
        isAlias: toFlag(isAlias),
      })),
    )
    .execute();
}

/** Whose address it is, aliases included. */
export async function ownerOf(db: Kysely<Tables>, address: string): Promise<Owner | null> {
  return ownerFinder(db)(address);
}

/** The same for many: to build the query costs as much as to run it. */
export function ownerFinder(db: Kysely<Tables>): (address: string) => Promise<Owner | null> {
  const query = db
    .selectFrom('mailAddresses')
    .select(['ownerKind as kind', 'ownerId as id'])
    .where('addressKey', '=', '')
    .compile();
  return async (address) => {
    const { rows } = await db.executeQuery<Owner>({ ...query, parameters: [addressKey(address)] });
    return rows[0] ?? null;
  };
}

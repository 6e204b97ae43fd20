/** Recovery codes: ten, shown once, each good for one sign-in when the other factors are lost. */
import type { Kysely } from 'kysely';
import type { Chance } from '../../storage/chance.ts';
import type { Tables } from '../../storage/tables.ts';
import type { Unit } from '../../storage/write-path.ts';
import { hashOf } from '../secrets.ts';

const CODES = 10;
/** 80 bits: too many to try, even against stolen hashes. */
const CODE_BYTES = 10;
/** Crockford's: none of its signs looks like another. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SIGN_BITS = 5;

/** `XXXX-XXXX-XXXX-XXXX`. */
export function newRecoveryCodes(chance: Chance): readonly string[] {
  return Array.from({ length: CODES }, () => written(Buffer.from(chance.token(CODE_BYTES), 'base64url')));
}

function written(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const signs = Array.from({ length: bits.length / SIGN_BITS }, (_, at) =>
    SIGNS.charAt(Number.parseInt(bits.slice(at * SIGN_BITS, (at + 1) * SIGN_BITS), 2)),
  );
  return signs.join('').replace(/.{4}(?=.)/gu, '$&-');
}

/** As typed: without case, spaces and hyphens, and with the letters that are meant as digits. */
function recoveryCodeHash(administratorId: string, typed: string): string {
  const signs = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '');
  return hashOf(`${administratorId}\n${signs.replace(/O/gu, '0').replace(/[IL]/gu, '1')}`);
}

export async function recoveryCodesLeft(db: Kysely<Tables>, administratorId: string): Promise<number> {
  const row = await db
    .selectFrom('recoveryCodes')
    .select((each) => each.fn.countAll<number>().as('left'))
    .where('administratorId', '=', administratorId)
    .executeTakeFirstOrThrow();
  return row.left;
}

/** Those before are worth nothing from then on. */
export async function replaceRecoveryCodes(
  { db }: Unit,
  administratorId: string,
  codes: readonly string[],
): Promise<void> {
  await db.deleteFrom('recoveryCodes').where('administratorId', '=', administratorId).execute();
  if (codes.length === 0) return;
  const rows = codes.map((code) => ({ administratorId, codeHash: recoveryCodeHash(administratorId, code) }));
  await db.insertInto('recoveryCodes').values(rows).execute();
}

/** Whether it was one; it is none afterwards. */
export async function spendRecoveryCode(
  { db }: Unit,
  administratorId: string,
  typed: string,
): Promise<boolean> {
  const spent = await db
    .deleteFrom('recoveryCodes')
    .where('administratorId', '=', administratorId)
    .where('codeHash', '=', recoveryCodeHash(administratorId, typed))
    .executeTakeFirst();
  return spent.numDeletedRows > 0n;
}

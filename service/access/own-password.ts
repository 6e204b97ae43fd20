/** Asks whoever is signed in for their present password again, before something that would keep them out or let others in. */
import type { FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import { invalid, Refusal } from '../refusal.ts';
import { required } from '../text.ts';
import type { Tables } from '../storage/tables.ts';
import type { Access } from './access.ts';
import { getAdministrator } from './administrator-store.ts';
import { BROWSER_COOKIE, cookieOf } from './cookies.ts';

const POINTER = '/currentPassword';

/** Limited like signing in. Throws a `Refusal`: invalid or too-many-attempts. */
export async function confirmOwnPassword(
  { signIn }: Pick<Access, 'signIn'>,
  db: Kysely<Tables>,
  administratorId: string,
  request: Pick<FastifyRequest, 'headers' | 'asked' | 'clientAddress'>,
  password: string | undefined,
): Promise<void> {
  if (password === undefined || password === '') throw invalid([required(POINTER)]);
  const { email } = await getAdministrator(db, administratorId);
  const browser = cookieOf(request, BROWSER_COOKIE);
  try {
    await signIn({ email, password, browser, remoteAddress: request.clientAddress });
  } catch (error) {
    // Whoever mistypes it is signed in still: 401 would say that they are not.
    if (!(error instanceof Refusal) || error.kind !== 'not-authenticated') throw error;
    const message = 'is not your current password';
    throw invalid([{ pointer: POINTER, code: 'wrong-password', message }]);
  }
}

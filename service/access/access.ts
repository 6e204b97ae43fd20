/** Everything that decides who may do what, put together by hand. */
import type { FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import type { PasswordDoor } from '../guessing/password-door.ts';
import type { SignInRecord } from '../guessing/sign-in-record.ts';
import type { Passwords } from '../people/passwords.ts';
import type { Chance } from '../storage/chance.ts';
import type { Organisation } from '../storage/organisation.ts';
import type { Tables } from '../storage/tables.ts';
import type { WritePath } from '../storage/write-path.ts';
import { createAdministrators, type Administrators } from './administrators.ts';
import { createApiTokens, type ApiTokens } from './api-tokens.ts';
import { createAuthenticate, type Authenticate } from './authenticate.ts';
import { createIsStill, type IsStill } from './is-still.ts';
import { createKnownBrowsers, type KnownBrowsers } from './known-browsers.ts';
import { createChallenges, type Challenges } from './second-factor/challenges.ts';
import { createSecondFactors, type SecondFactors } from './second-factor/factors.ts';
import { createPasskeyCheck } from './second-factor/passkey-check.ts';
import { createProve, type Prove } from './second-factor/proofs.ts';
import { relyingPartyAt, type RelyingParty } from './second-factor/relying-party.ts';
import { createServiceToken, type ServiceToken } from './service-token.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { createAdministratorSignIn, type AdministratorSignIn } from './sign-in.ts';

export interface Access {
  readonly administrators: Administrators;
  readonly apiTokens: ApiTokens;
  readonly authenticate: Authenticate;
  readonly browsers: KnownBrowsers;
  readonly isStill: IsStill;
  readonly serviceToken: ServiceToken;
  readonly sessions: Sessions;
  readonly challenges: Challenges;
  readonly prove: Prove;
  readonly secondFactors: SecondFactors;
  readonly signIn: AdministratorSignIn;
  /** For whom passkeys are at the address that was asked; null: they do not work there. */
  readonly relyingParty: (request: Pick<FastifyRequest, 'asked' | 'socket'>) => RelyingParty | null;
  readonly stop: () => Promise<void>;
}

interface Needs {
  readonly db: Kysely<Tables>;
  readonly writePath: WritePath;
  readonly passwords: Passwords;
  readonly passwordDoor: PasswordDoor;
  readonly signIns: SignInRecord;
  readonly chance: Chance;
  /** Without what a lab adds: time travel signs nobody out. */
  readonly untravelledMs: () => number;
  readonly adminToken: string;
  /** The organisation's. */
  readonly secret: string;
  /** Its name is what authenticator apps show an account under. */
  readonly organisation: Pick<Organisation, 'name'>;
  /** An origin, or null. */
  readonly publicUrl: string | null;
}

export function createAccess({ untravelledMs, adminToken, secret, publicUrl, ...needs }: Needs): Access {
  const timed = { ...needs, nowMs: untravelledMs };
  const apiTokens = createApiTokens(timed);
  const sessions = createSessions(timed);
  const serviceToken = createServiceToken(adminToken);
  const challenges = createChallenges(timed);
  const passkeyCheck = createPasskeyCheck();
  const browsers = createKnownBrowsers(secret, needs.chance);
  return {
    apiTokens,
    sessions,
    serviceToken,
    browsers,
    challenges,
    prove: createProve({ ...timed, challenges, browsers, passkeyCheck }),
    secondFactors: createSecondFactors({
      ...{ ...timed, challenges, passkeyCheck },
      issuer: needs.organisation.name,
    }),
    administrators: createAdministrators(timed),
    isStill: createIsStill({ apiTokens, sessions }),
    authenticate: createAuthenticate({ serviceToken, apiTokens, sessions }),
    signIn: createAdministratorSignIn({ ...needs, browsers }),
    relyingParty: ({ asked, socket }) => relyingPartyAt({ asked, localPort: socket.localPort }, publicUrl),
    stop: passkeyCheck.stop,
  };
}

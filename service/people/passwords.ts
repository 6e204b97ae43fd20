/** Cloud passwords: argon2id, a few at a time, and the same work whether or not there is anything to compare with. */
import { hash, verify, type Options } from '@node-rs/argon2';
import { createCommonPasswords, type IsCommonPassword } from './common-passwords.ts';
import { createTurns } from './run-in-turn.ts';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. The library's default algorithm is argon2id. */
const OPTIONS: Options = {
  memoryCost: 19 * 1024,
  timeCost: 2,
  parallelism: 1,
};

/** Each takes 19 MiB and a core for some 40 ms. */
const AT_A_TIME = 2;

export interface Passwords {
  /** In PHC form. */
  readonly hash: (password: string) => Promise<string>;
  /** `stored` null: no password is right, and finding that out takes as long. */
  readonly matches: (stored: string | null, password: string) => Promise<boolean>;
  /** Whether everybody would try it first. */
  readonly isCommon: IsCommonPassword;
}

/** `decoyPassword` is never told to anybody. */
export function createPasswords(decoyPassword: string): Passwords {
  const inTurn = createTurns(AT_A_TIME);
  const hashed = (password: string): Promise<string> => inTurn(() => hash(password, OPTIONS));
  let decoy: Promise<string> | null = null;
  return {
    hash: hashed,
    isCommon: createCommonPasswords(),
    async matches(stored, password) {
      decoy ??= hashed(decoyPassword);
      const against = stored ?? (await decoy);
      const fits = await inTurn(() => verify(against, password));
      return fits && stored !== null;
    },
  };
}

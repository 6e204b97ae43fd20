/** The passwords that guessers try first: some 49,000, in lower case, read when the first new password is judged. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';

/** Whether it is on the list; `password` in lower case. Throws when the list cannot be read. */
export type IsCommonPassword = (password: string) => Promise<boolean>;

const SEPARATOR = '\n';
const listSchema = z.array(z.string());

export function createCommonPasswords(): IsCommonPassword {
  let reading: Promise<string> | null = null;
  return async (password) => {
    reading ??= readList();
    reading.catch(() => (reading = null));
    const list = await reading;
    return !password.includes(SEPARATOR) && list.includes(`${SEPARATOR}${password}${SEPARATOR}`);
  };
}

/** One text of half a megabyte: searched in a fraction of a millisecond, where a set would take 7 MB and 60 ms to make. */
async function readList(): Promise<string> {
  const reader = new Worker(new URL('./read-common-passwords.mjs', import.meta.url));
  const [list] = (await once(reader, 'message')) as unknown[];
  return ['', ...listSchema.parse(list), ''].join(SEPARATOR);
}

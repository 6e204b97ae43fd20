/** Where the sync stands, as it is kept in the store between runs. */
import { z } from 'zod';
import { instantSchema, type Instant } from '../../../shared/domain/instant.ts';

const noteSchema = z.object({
  version: z.literal(1),
  accountId: z.string(),
  /** The JMAP state of Email up to which everything is in the store. */
  emailState: z.string(),
  /** How many the store held then; another number now means that it lost some. */
  messages: z.int().nonnegative(),
  completeAt: instantSchema,
  /** What is kept here although the service has it no more (STATES.md 15). */
  kept: z.array(z.string()).default([]),
});

export interface SyncNote {
  readonly accountId: string;
  readonly emailState: string;
  readonly messages: number;
  readonly completeAt: Instant;
  readonly kept: readonly string[];
}

export function writeNote(note: SyncNote): string {
  return JSON.stringify({ version: 1, ...note });
}

/** null for nothing, and for what another version wrote: everything is then looked at again. */
export function readNote(text: string | null): SyncNote | null {
  if (text === null) return null;
  const parsed = noteSchema.safeParse(parseJson(text));
  return parsed.success ? parsed.data : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Refused by the schema.
    return undefined;
  }
}

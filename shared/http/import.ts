/** REST: people and groups from and to CSV, with what became of every line (product 5). */
import { z } from 'zod';
import { trueOrFalse } from './page.ts';
import { problemFactsSchema } from './problem-names.ts';

/** 20,000 people with every field at its longest are a third of it; what is larger is cut in parts. */
export const MAX_IMPORT_BYTES = 16_000_000;
/** Each line is a transaction of its own that waits for the disk: more would hold everyone up for minutes. */
export const MAX_IMPORT_LINES = 20_000;

export const importQuerySchema = z.object({
  /** Checks and reports, and changes nothing. */
  dryRun: trueOrFalse().prefault('false'),
});

export const importOutcomeSchema = z.enum(['created', 'updated', 'unchanged', 'refused']);
export type ImportOutcome = z.infer<typeof importOutcomeSchema>;

export const importErrorSchema = z.object({
  /** The column's name; empty: the line as a whole. */
  column: z.string(),
  code: z.string(),
  message: z.string(),
  ...problemFactsSchema.shape,
});
export type ImportError = z.infer<typeof importErrorSchema>;

export const importLineSchema = z.object({
  /** Where the record begins in the file; 1 is the header. */
  line: z.int().positive(),
  outcome: importOutcomeSchema,
  /** Address of the person, name of the group; may be empty on a refused line. */
  key: z.string(),
  errors: z.array(importErrorSchema),
});
export type ImportLine = z.infer<typeof importLineSchema>;

export const importReportSchema = z.object({
  counts: z.object({ created: z.int(), updated: z.int(), unchanged: z.int(), refused: z.int() }),
  lines: z.array(importLineSchema),
});
export type ImportReport = z.infer<typeof importReportSchema>;

/** `users.csv`; several values in a cell are separated by semicolons. */
export const PEOPLE_COLUMNS = [
  'email',
  'displayName',
  'aliases',
  'phone',
  'smsConsent',
  'disasterRecovery',
  'mayRead',
] as const;
/** Of an import alone: it is never told. */
export const PASSWORD_COLUMN = 'password';

/** `groups.csv`: who is named in each by address, and which groups it is in itself by name; an import passes over `source` and `lastSyncAt`. */
export const GROUP_COLUMNS = ['name', 'kind', 'mail', 'source', 'lastSyncAt', 'members', 'memberOf'] as const;

export const DEVICE_COLUMNS = [
  'id',
  'email',
  'name',
  'platform',
  'appVersion',
  'registeredAt',
  'revokedAt',
  'link',
  'mode',
  'signedIn',
  'cachedMode',
  'cacheMessages',
  'cacheBytes',
  'cacheComplete',
  'reportedAt',
  'reasons',
] as const;

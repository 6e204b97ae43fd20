/** REST: the audit log (interfaces 2). */
import { z } from 'zod';
import { instantSchema } from '../domain/instant.ts';
import { listQuerySchema, pageOf } from './page.ts';

export const auditViewSchema = z.object({
  seq: z.int().positive(),
  at: instantSchema,
  service: z.string(),
  actor: z.string(),
  action: z.string(),
  target: z.string(),
  /** Before and after. */
  detail: z.unknown(),
  prevHash: z.string(),
  hash: z.string(),
});
export type AuditView = z.infer<typeof auditViewSchema>;

const filter = {
  /** `continuity` is the filter "Continuity Services Logs" (product 5). */
  service: z.string().max(50).optional(),
  /** `administrator`, `administrator:<id>`, `token:<id>`, `service`, `person:<id>` or `device:<id>`. */
  actor: z.string().max(250).optional(),
  /** As `continuity-event.end`; `continuity-event.` or any other beginning that ends in a dot: all of that thing. */
  action: z.string().max(100).optional(),
  /** The id of what it was done to. */
  target: z.string().max(200).optional(),
  /** From this instant on. */
  from: instantSchema.optional(),
  /** Before this instant. */
  to: instantSchema.optional(),
};

/** For exports: everything that fits. `q` looks into action, actor, target and detail. */
export const auditFilterSchema = listQuerySchema.pick({ q: true }).extend(filter);
export type AuditFilter = z.infer<typeof auditFilterSchema>;

export const auditListQuerySchema = listQuerySchema.extend(filter).extend({
  sort: z.enum(['seq', '-seq']).default('-seq'),
});
export const auditPageSchema = pageOf(auditViewSchema);

/** Of `person.sign-in-refused` and `administrator.sign-in-refused`: what was gathered for a minute. */
export const refusedSignInsSchema = z.object({
  wrong: z.int().nonnegative(),
  limited: z.int().nonnegative(),
  addresses: z.array(z.string()),
  moreAddresses: z.boolean(),
});

export const auditParamsSchema = z.object({ seq: z.string() });

/**
 * Where the chain breaks first. `missing`: a row is not where it should be; `changed`: it does not have its hash; `anchor-differs`:
 * it is not what was noted; `truncated`: the chain ends before a row that was noted; `copied-without-log`: what followed was left
 * behind when the database file was copied alone.
 */
export const firstBadSchema = z.object({
  seq: z.int(),
  reason: z.enum(['missing', 'changed', 'anchor-differs', 'truncated', 'copied-without-log']),
});
export type FirstBad = z.infer<typeof firstBadSchema>;

export const auditVerdictSchema = z.object({
  intact: z.boolean(),
  rows: z.int().nonnegative(),
  /** The first row: those before it were removed for their age (`--keep-audit-days`), which is noted outside the database. */
  first: z.object({ seq: z.int(), at: instantSchema }).nullable(),
  /** The last row: note it elsewhere, to notice later that rows were cut off. */
  last: z.object({ seq: z.int(), hash: z.string() }).nullable(),
  /** Also of rows that were removed since. */
  firstBad: firstBadSchema.nullable(),
  /** The service's own, in a file outside the database: the last row of each second in which there was one. */
  anchors: z.object({
    count: z.int().nonnegative(),
    last: z.object({ at: z.string(), seq: z.int(), hash: z.string() }).nullable(),
    /** false: the file itself is not as it was written, and `intact` is false with it. */
    intact: z.boolean(),
  }),
});
export type AuditVerdict = z.infer<typeof auditVerdictSchema>;

/** A row noted earlier, to check against. */
export const auditVerifyQuerySchema = z.object({
  seq: z.coerce.number().int().positive().optional(),
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});

/** Errors of the REST interface (RFC 9457), with the fields at fault where there are any. */
import { z } from 'zod';

export const PROBLEM_CONTENT_TYPE = 'application/problem+json';

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  /** For programs: one word for what is wrong. */
  code: z.string(),
  errors: z
    .array(
      z.object({
        /** JSON pointer into the request's body. */
        pointer: z.string(),
        code: z.string(),
        message: z.string(),
        /** How many characters there may, or must, be: for `too-long` and `too-short`. */
        limit: z.int().optional(),
        /** Local times to choose from, where the one given does not exist or exists twice. */
        choices: z.array(z.object({ local: z.string(), offset: z.string(), at: z.string() })).optional(),
      }),
    )
    .optional(),
});
export type Problem = z.infer<typeof problemSchema>;

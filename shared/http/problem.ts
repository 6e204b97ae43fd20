/** Errors of the REST interface (RFC 9457), with the fields at fault where there are any. */
import { z } from 'zod';
import { problemFactsSchema } from './problem-names.ts';

export const PROBLEM_CONTENT_TYPE = 'application/problem+json';

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  /** For programs: its name in `PROBLEMS`; a newer service may know more of them. */
  code: z.string(),
  ...problemFactsSchema.shape,
  errors: z
    .array(
      z.object({
        /** JSON pointer into the request's body. */
        pointer: z.string(),
        /** As above. */
        code: z.string(),
        message: z.string(),
        ...problemFactsSchema.shape,
        /** Local times to choose from, where the one given does not exist or exists twice. */
        choices: z
          .array(z.object({ local: z.string(), offset: z.string(), at: z.string() }))
          .readonly()
          .optional(),
      }),
    )
    .optional(),
});
export type Problem = z.infer<typeof problemSchema>;

/** What a JMAP request is answered with (RFC 8620 sections 3.4 to 3.6). */
import { z } from 'zod';

export type Invocation = readonly [name: string, args: Readonly<Record<string, unknown>>, callId: string];

export const responseSchema = z.object({
  methodResponses: z.array(z.tuple([z.string(), z.record(z.string(), z.unknown()), z.string()])),
  sessionState: z.string().optional(),
});

/** A method was refused; `type` is one of RFC 8620 section 3.6.2. */
export class MethodRefused extends Error {
  readonly type: string;
  constructor(type: string) {
    super(`the mailbox refused a method: ${type}`);
    this.name = 'MethodRefused';
    this.type = type;
  }
}

/** Takes the answer of one call out of a response. Throws `MethodRefused`, or a `ZodError` for what is no answer. */
export function answerOf<Answer>(
  responses: readonly Invocation[],
  callId: string,
  schema: z.ZodType<Answer>,
): Answer {
  const found = responses.find(([, , id]) => id === callId);
  if (found?.[0] === 'error') throw new MethodRefused(z.object({ type: z.string() }).parse(found[1]).type);
  return schema.parse(found?.[1]);
}

/** Runs the method calls of a request in order, each with its answer or its error (RFC 8620 section 3.5). */
import { z } from 'zod';
import { resolveReferences } from './back-references.ts';
import { MethodError } from './errors.ts';
import type { Arguments, Invocation, JmapRequest } from './request.ts';

/** Throws a `MethodError`; anything else is ours and becomes `serverFail`. */
export type Method<Context> = (args: Arguments, context: Context) => Promise<Arguments>;

export interface Methods<Context> {
  readonly [name: string]: { readonly capability: string; readonly run: Method<Context> };
}

export async function dispatch<Context>(
  methods: Methods<Context>,
  request: JmapRequest,
  context: Context,
  failed: (error: unknown) => void,
): Promise<readonly Invocation[]> {
  const answers: Invocation[] = [];
  for (const [name, args, callId] of request.methodCalls) {
    try {
      const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
      if (method === undefined || !request.using.includes(method.capability))
        throw new MethodError('unknownMethod');
      answers.push([name, await method.run(resolveReferences(args, answers), context), callId]);
    } catch (error) {
      if (!(error instanceof MethodError)) failed(error);
      answers.push(['error', methodErrorOf(error), callId]);
    }
  }
  return answers;
}

function methodErrorOf(error: unknown): Arguments {
  if (!(error instanceof MethodError))
    return { type: 'serverFail', description: 'the server failed; try again' };
  return error.message === error.type
    ? { type: error.type }
    : { type: error.type, description: error.message };
}

/** Checks a method's arguments; unknown ones are refused, as the RFC asks. */
export function parseArguments<Schema extends z.ZodType>(schema: Schema, args: Arguments): z.infer<Schema> {
  const parsed = schema.safeParse(args);
  if (!parsed.success) throw new MethodError('invalidArguments', z.prettifyError(parsed.error));
  return parsed.data;
}

/** Runs the method calls of a request in order, each with its answer or its error (RFC 8620 section 3.5). */
import { z } from 'zod';
import { resolveReferences } from './back-references.ts';
import { MethodError } from './errors.ts';
import type { Arguments, Invocation, JmapRequest } from './request.ts';

/** Answers of further methods that one call leads to, by name, its own first (RFC 8621 section 7.5). */
type AnswersByName = readonly (readonly [string, Arguments])[];

/** Throws a `MethodError`; anything else is ours and becomes `serverFail`. */
export type Method<Context> = (args: Arguments, context: Context) => Promise<Arguments | AnswersByName>;

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
      const answer = await method.run(resolveReferences(args, answers), context);
      if (isByName(answer)) answers.push(...answer.map(([by, told]): Invocation => [by, told, callId]));
      else answers.push([name, answer, callId]);
    } catch (error) {
      if (!(error instanceof MethodError)) failed(error);
      answers.push(['error', methodErrorOf(error), callId]);
    }
  }
  return answers;
}

function isByName(answer: Arguments | AnswersByName): answer is AnswersByName {
  return Array.isArray(answer);
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

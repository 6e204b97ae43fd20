/** Runs the method calls of a request in order, each with its answer or its error (RFC 8620 section 3.5). */
import type { z } from 'zod';
import { faultsOf } from './faults.ts';
import { createSlice, type Slice } from '../../../loop-turns.ts';
import { jsonPieces } from '../../../json-text.ts';
import { resolveReferences } from './back-references.ts';
import { createBudget, type Budget } from './budget.ts';
import { MethodError } from './errors.ts';
import { CORE_LIMITS } from './limits.ts';
import type { Arguments, Invocation, JmapRequest } from './request.ts';

/** Answers of further methods that one call leads to, by name, its own first (RFC 8621 section 7.5). */
type AnswersByName = readonly (readonly [string, Arguments])[];

/** Throws a `MethodError`; anything else is ours and becomes `serverFail`. */
export type Method<Context> = (args: Arguments, context: Context) => Promise<Arguments | AnswersByName>;

export interface Methods<Context> {
  readonly [name: string]: {
    readonly capability: string;
    /** Changes something: what it did is told however long the answers are, and they are short. */
    readonly changes?: true;
    readonly run: Method<Context>;
  };
}

/** Resolves with the JSON of `methodResponses`, in pieces. Each call has a context with the slice that its work rests by. */
export async function dispatch<Context>(
  methods: Methods<Context>,
  request: JmapRequest,
  contextWith: (slice: Slice) => Context,
  failed: (error: unknown) => void,
): Promise<readonly Buffer[]> {
  const answers: Invocation[] = [];
  const texts: Buffer[] = [];
  const budget = createBudget();
  const changing = createSlice(budget.turn);
  const reading = createSlice(() => {
    budget.turn();
    budget.check();
  });
  const tell = async (answer: Invocation, spend: Budget['answer']): Promise<void> => {
    const text = await jsonPieces(answer, spend);
    answers.push(answer);
    texts.push(texts.length === 0 ? OPENING : COMMA, ...text);
  };
  for (const [name, args, callId] of request.methodCalls) {
    try {
      const method = methodOf(methods, name, request);
      const changes = method.changes === true;
      budget.check();
      if (!changes) budget.answer(0);
      const context = contextWith(changes ? changing : reading);
      const answer = await method.run(resolveReferences(args, answers, budget.refer), context);
      const spend = changes ? UNLIMITED : budget.answer;
      for (const [by, told] of isByName(answer) ? answer : [[name, answer] as const])
        await tell([by, told, callId], spend);
    } catch (error) {
      if (!(error instanceof MethodError)) failed(error);
      await tell(['error', methodErrorOf(error), callId], UNLIMITED);
    }
    await changing.rest();
  }
  return texts.length === 0 ? [EMPTY] : [...texts, CLOSING];
}

const OPENING = Buffer.from('[');
const COMMA = Buffer.from(',');
const CLOSING = Buffer.from(']');
const EMPTY = Buffer.from('[]');

const UNLIMITED: Budget['answer'] = () => undefined;

function methodOf<Context>(
  methods: Methods<Context>,
  name: string,
  { using }: JmapRequest,
): Methods<Context>[string] {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (method === undefined || !using.includes(method.capability)) throw new MethodError('unknownMethod');
  return method;
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
  refuseLongLists(args);
  const parsed = schema.safeParse(args);
  if (!parsed.success) throw new MethodError('invalidArguments', faultsOf(parsed.error));
  return parsed.data;
}

/** No argument holds more than so many ids, objects or names; to check each of thousands takes long, and longer where all are at fault. */
function refuseLongLists(args: Arguments): void {
  const isLong = (value: unknown): boolean =>
    typeof value === 'object' && value !== null && Object.keys(value).length > CORE_LIMITS.maxObjectsInGet;
  const name = Object.keys(args).find((key) => isLong(args[key]));
  if (name !== undefined)
    throw new MethodError('requestTooLarge', `"${name}" has more entries than maxObjectsInGet`);
}

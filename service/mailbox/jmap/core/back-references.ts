/** Arguments that are taken from an earlier answer of the same request (RFC 8620 section 3.7). */
import { z } from 'zod';
import { MethodError } from './errors.ts';
import type { Arguments, Invocation } from './request.ts';

const referenceSchema = z.object({
  resultOf: z.string(),
  name: z.string(),
  path: z.string().startsWith('/'),
});

/** Replaces every `#name` by what it refers to. Throws a `MethodError`. */
export function resolveReferences(args: Arguments, answers: readonly Invocation[]): Arguments {
  const resolved: Arguments = {};
  for (const [key, value] of Object.entries(args)) {
    if (!key.startsWith('#')) {
      resolved[key] = value;
      continue;
    }
    const name = key.slice(1);
    if (name in args) throw new MethodError('invalidArguments', `both "${name}" and "${key}" are given`);
    resolved[name] = referredTo(value, answers);
  }
  return resolved;
}

function referredTo(value: unknown, answers: readonly Invocation[]): unknown {
  const reference = referenceSchema.safeParse(value);
  if (!reference.success) throw new MethodError('invalidResultReference', 'not a ResultReference');
  const { resultOf, name, path } = reference.data;
  const answer = answers.find(([, , callId]) => callId === resultOf);
  if (answer?.[0] !== name)
    throw new MethodError('invalidResultReference', `"${resultOf}" has no answer "${name}"`);
  const tokens = path.slice(1).split('/').map(unescape);
  return evaluate(answer[1], tokens, path);
}

/** RFC 6901 section 4. */
function unescape(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** A JSON pointer, with `*` for every item of an array, arrays in arrays flattened. */
function evaluate(value: unknown, tokens: readonly string[], path: string): unknown {
  const [token, ...rest] = tokens;
  if (token === undefined) return value;
  if (Array.isArray(value)) {
    if (token === '*') return value.flatMap((item: unknown) => evaluate(item, rest, path));
    const isIndex = /^(?:0|[1-9]\d*)$/.test(token) && Number(token) < value.length;
    if (isIndex) return evaluate(value[Number(token)], rest, path);
  } else if (typeof value === 'object' && value !== null && Object.hasOwn(value, token)) {
    return evaluate((value as Record<string, unknown>)[token], rest, path);
  }
  throw new MethodError('invalidResultReference', `"${path}" leads nowhere`);
}

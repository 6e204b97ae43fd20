/** Arguments that are taken from an earlier answer of the same request (RFC 8620 section 3.7). */
import { z } from 'zod';
import type { Budget } from './budget.ts';
import { MethodError } from './errors.ts';
import type { Arguments, Invocation } from './request.ts';

/** The longest that leads anywhere is a tenth of it. */
const MAX_PATH_CHARACTERS = 256;

const referenceSchema = z.object({
  resultOf: z.string(),
  name: z.string(),
  path: z.string().startsWith('/').max(MAX_PATH_CHARACTERS),
});

/** Replaces every `#name` by what it refers to; `refer` hears of each item. Throws a `MethodError`. */
export function resolveReferences(
  args: Arguments,
  answers: readonly Invocation[],
  refer: Budget['refer'],
): Arguments {
  const resolved: Arguments = {};
  for (const [key, value] of Object.entries(args)) {
    if (!key.startsWith('#')) {
      resolved[key] = value;
      continue;
    }
    const name = key.slice(1);
    if (name in args) throw new MethodError('invalidArguments', `both "${name}" and "${key}" are given`);
    resolved[name] = referredTo(value, answers, refer);
  }
  return resolved;
}

function referredTo(value: unknown, answers: readonly Invocation[], refer: Budget['refer']): unknown {
  const reference = referenceSchema.safeParse(value);
  if (!reference.success) throw new MethodError('invalidResultReference', 'not a ResultReference');
  const { resultOf, name, path } = reference.data;
  const answer = answers.find(([, , callId]) => callId === resultOf);
  if (answer?.[0] !== name)
    throw new MethodError('invalidResultReference', `"${resultOf}" has no answer "${name}"`);
  const tokens = path.slice(1).split('/').map(unescape);
  return evaluate(answer[1], { tokens, path, refer });
}

/** RFC 6901 section 4. */
function unescape(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}

interface Pointer {
  readonly path: string;
  readonly tokens: readonly string[];
  readonly refer: Budget['refer'];
}

/** A JSON pointer, with `*` for every item of an array, arrays in arrays flattened. */
function evaluate(value: unknown, pointer: Pointer): unknown {
  const { tokens, path, refer } = pointer;
  const [token, ...rest] = tokens;
  if (token === undefined) {
    referAll(value, refer);
    return value;
  }
  const further = { path, tokens: rest, refer };
  if (Array.isArray(value)) {
    if (token === '*')
      return value.flatMap((item: unknown) => {
        refer();
        return evaluate(item, further);
      });
    const isIndex = /^(?:0|[1-9]\d*)$/.test(token) && Number(token) < value.length;
    if (isIndex) return evaluate(value[Number(token)], further);
  } else if (typeof value === 'object' && value !== null && Object.hasOwn(value, token)) {
    return evaluate((value as Record<string, unknown>)[token], further);
  }
  throw new MethodError('invalidResultReference', `"${path}" leads nowhere`);
}

/** The value, and all that is in it. */
function referAll(value: unknown, refer: Budget['refer']): void {
  refer(charactersOf(value));
  if (typeof value !== 'object' || value === null) return;
  for (const inner of Object.values(value)) referAll(inner, refer);
}

/** Of a text, or of the names of an object. */
function charactersOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 0;
  return Object.keys(value).reduce((sum, name) => sum + name.length, 0);
}

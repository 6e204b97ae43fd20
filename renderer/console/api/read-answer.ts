/** From an HTTP answer to a value or a problem. */
import { z } from 'zod';
import { NAME_OF_STATUS } from '../../../shared/http/problem-names.ts';
import { problemSchema } from '../../../shared/http/problem.ts';
import type { RestAnswer, RestProblem } from './rest-types.ts';

interface Refused {
  readonly ok: false;
  readonly problem: RestProblem;
}

const KINDS: Readonly<Record<number, RestProblem['kind']>> = {
  401: 'unauthorised',
  404: 'missing',
  412: 'outdated',
};

export async function readValue<Schema extends z.ZodType>(
  response: Response,
  schema: Schema,
): Promise<RestAnswer<z.infer<Schema>>> {
  const body = await readJson(response);
  const parsed = schema.safeParse(body);
  if (parsed.success) return { ok: true, value: parsed.data };
  return refused('unreadable', z.prettifyError(parsed.error));
}

/** Of an answer that is not 2xx. */
export async function readProblem(response: Response): Promise<Refused> {
  const { status: answered, statusText } = response;
  const kind = KINDS[answered] ?? 'refused';
  const problem = problemSchema.safeParse(await readJson(response));
  // Not of the service itself: a proxy before it, say.
  if (!problem.success) return refused(kind, `${answered} ${statusText}`, NAME_OF_STATUS[answered]);
  const { type, title, status, detail, errors = [], ...named } = problem.data;
  return { ok: false, problem: { kind, ...named, message: detail, fields: errors } };
}

export function refused(kind: RestProblem['kind'], message: string, code = ''): Refused {
  return { ok: false, problem: { kind, code, message, fields: [] } };
}

/** undefined, which no schema takes, where there is no JSON; null where there is no content. */
async function readJson(response: Response): Promise<unknown> {
  if (response.status === 204) return null;
  try {
    return await response.json();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

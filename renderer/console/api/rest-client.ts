/** The control service's REST interface as the console uses it: every answer parsed, every refusal a problem with its fields. */
import { z } from 'zod';
import { MAX_PAGE_ITEMS, pageOf } from '../../../shared/http/page.ts';
import { problemSchema, type Problem } from '../../../shared/http/problem.ts';

type FieldError = NonNullable<Problem['errors']>[number];

export interface RestProblem {
  /** `unreachable`: no answer at all; `unreadable`: an answer that this page does not understand. */
  readonly kind: 'unauthorised' | 'refused' | 'unreachable' | 'unreadable';
  readonly message: string;
  readonly fields: readonly FieldError[];
}

export type RestAnswer<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: RestProblem };

export interface RestClient {
  readonly get: <Schema extends z.ZodType>(
    path: string,
    schema: Schema,
  ) => Promise<RestAnswer<z.infer<Schema>>>;
  /** Every page of a list. */
  readonly list: <Item extends z.ZodType>(
    path: string,
    item: Item,
  ) => Promise<RestAnswer<readonly z.infer<Item>[]>>;
  readonly post: <Schema extends z.ZodType>(
    path: string,
    body: unknown,
    schema: Schema,
  ) => Promise<RestAnswer<z.infer<Schema>>>;
}

const JSON_ONLY = { 'content-type': 'application/json' };

/** Longer than any healthy answer; the page says so instead of waiting for ever. */
const TIMEOUT_MS = 15_000;

export function createRestClient(token: string): RestClient {
  async function request<Schema extends z.ZodType>(
    path: string,
    init: RequestInit,
    schema: Schema,
  ): Promise<RestAnswer<z.infer<Schema>>> {
    try {
      const response = await fetch(`/api/v1${path}`, {
        ...init,
        headers: new Headers({ ...JSON_ONLY, authorization: `Bearer ${token}` }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
        redirect: 'error',
      });
      return await read(response, schema);
    } catch (error) {
      return refusal('unreachable', error instanceof Error ? error.message : String(error));
    }
  }

  async function list<Item extends z.ZodType>(
    path: string,
    item: Item,
  ): Promise<RestAnswer<readonly z.infer<Item>[]>> {
    const items: z.infer<Item>[] = [];
    let cursor: string | null = null;
    do {
      const address = new URL(path, window.location.origin);
      address.searchParams.set('limit', String(MAX_PAGE_ITEMS));
      if (cursor !== null) address.searchParams.set('cursor', cursor);
      const page: RestAnswer<{ items: z.infer<Item>[]; next: string | null }> = await request(
        address.pathname + address.search,
        { method: 'GET' },
        pageOf(item),
      );
      if (!page.ok) return page;
      items.push(...page.value.items);
      cursor = page.value.next;
    } while (cursor !== null);
    return { ok: true, value: items };
  }

  return {
    list,
    get: (path, schema) => request(path, { method: 'GET' }, schema),
    post: (path, body, schema) => request(path, { method: 'POST', body: JSON.stringify(body) }, schema),
  };
}

async function read<Schema extends z.ZodType>(
  response: Response,
  schema: Schema,
): Promise<RestAnswer<z.infer<Schema>>> {
  const body: unknown = response.status === 204 ? null : await response.json();
  if (response.ok) {
    const parsed = schema.safeParse(body);
    if (parsed.success) return { ok: true, value: parsed.data };
    return refusal('unreadable', z.prettifyError(parsed.error));
  }
  const problem = problemSchema.safeParse(body);
  const kind = response.status === 401 ? 'unauthorised' : 'refused';
  if (!problem.success) return refusal(kind, `${String(response.status)} ${response.statusText}`);
  return refusal(kind, problem.data.detail, problem.data.errors);
}

function refusal(
  kind: RestProblem['kind'],
  message: string,
  fields: readonly FieldError[] = [],
): { readonly ok: false; readonly problem: RestProblem } {
  return { ok: false, problem: { kind, message, fields } };
}

/** A JMAP request, checked (RFC 8620 section 3.3). */
import { z } from 'zod';
import { jsonExcess, MAX_JSON_DEPTH, MAX_JSON_VALUES } from '../../../json-bounds.ts';
import { faultsOf } from './faults.ts';
import { RequestError } from './errors.ts';
import { CAPABILITIES, CORE_LIMITS } from './limits.ts';

const argumentsSchema = z.record(z.string(), z.unknown());
export type Arguments = z.infer<typeof argumentsSchema>;

/** Name, arguments, and the client's own id of the call. */
const invocationSchema = z.tuple([z.string(), argumentsSchema, z.string()]);
export type Invocation = z.infer<typeof invocationSchema>;

/** More than there are. */
const MAX_USING = 100;

const requestSchema = z.object({
  using: z.array(z.string()).max(MAX_USING),
  methodCalls: z.array(invocationSchema),
  createdIds: z.record(z.string(), z.string()).optional(),
});
export type JmapRequest = z.infer<typeof requestSchema>;

/** Throws a `RequestError` for what is no JSON, or too much of it to be built. */
export function parseJson(bytes: Buffer): unknown {
  const excess = jsonExcess(bytes);
  if (excess === 'too-deep')
    throw new RequestError('notRequest', `nested more than ${String(MAX_JSON_DEPTH)} levels deep`);
  if (excess === 'too-many-values')
    throw new RequestError('limit', `more than ${String(MAX_JSON_VALUES)} values`, 'maxSizeRequest', 413);
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch (error) {
    throw new RequestError('notJSON', error instanceof Error ? error.message : 'not JSON');
  }
}

/** Throws a `RequestError`. */
export function parseRequest(body: unknown): JmapRequest {
  refuseTooManyCalls(body);
  const parsed = requestSchema.safeParse(body);
  if (!parsed.success) throw new RequestError('notRequest', faultsOf(parsed.error));
  const unknown = parsed.data.using.find((capability) => !CAPABILITIES.has(capability));
  if (unknown !== undefined) throw new RequestError('unknownCapability', `"${unknown}" is not spoken here`);
  return parsed.data;
}

/** Before each of them is checked. */
function refuseTooManyCalls(body: unknown): void {
  const calls = typeof body === 'object' && body !== null && 'methodCalls' in body ? body.methodCalls : [];
  if (Array.isArray(calls) && calls.length > CORE_LIMITS.maxCallsInRequest)
    throw new RequestError('limit', 'too many method calls', 'maxCallsInRequest');
}

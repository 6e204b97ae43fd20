/** A JMAP request, checked (RFC 8620 section 3.3). */
import { z } from 'zod';
import { RequestError } from './errors.ts';
import { CAPABILITIES, CORE_LIMITS } from './limits.ts';

const argumentsSchema = z.record(z.string(), z.unknown());
export type Arguments = z.infer<typeof argumentsSchema>;

/** Name, arguments, and the client's own id of the call. */
const invocationSchema = z.tuple([z.string(), argumentsSchema, z.string()]);
export type Invocation = z.infer<typeof invocationSchema>;

const requestSchema = z.object({
  using: z.array(z.string()),
  methodCalls: z.array(invocationSchema),
  createdIds: z.record(z.string(), z.string()).optional(),
});
export type JmapRequest = z.infer<typeof requestSchema>;

/** Throws a `RequestError`. */
export function parseRequest(body: unknown): JmapRequest {
  const parsed = requestSchema.safeParse(body);
  if (!parsed.success) throw new RequestError('notRequest', z.prettifyError(parsed.error));
  const unknown = parsed.data.using.find((capability) => !CAPABILITIES.has(capability));
  if (unknown !== undefined) throw new RequestError('unknownCapability', `"${unknown}" is not spoken here`);
  if (parsed.data.methodCalls.length > CORE_LIMITS.maxCallsInRequest) {
    throw new RequestError('limit', 'too many method calls', 'maxCallsInRequest');
  }
  return parsed.data;
}

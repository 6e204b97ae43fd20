/** REST: what has just changed, as a stream (`GET /changes`, text/event-stream): a hint of what to read again, never the content. */
import { z } from 'zod';

export const CHANGE_KINDS = [
  'continuity-event',
  'group',
  'person',
  'device',
  'audit',
  'mail',
  'clock',
  'webhook',
] as const;

/** The JSON of one `data:` line; at most one of a kind and id in `CHANGE_INTERVAL_MS`. */
export const changeSchema = z.object({
  kind: z.enum(CHANGE_KINDS),
  /** Absent: read all of that kind, because it has no ids or because many changed at once. */
  id: z.string().optional(),
});
export type Change = z.infer<typeof changeSchema>;
export type ChangeKind = Change['kind'];

export const CHANGE_INTERVAL_MS = 250;
/** A comment line comes this often, so that both sides notice a broken connection. */
export const KEEP_ALIVE_MS = 15_000;

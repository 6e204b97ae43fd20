/**
 * What a device that only polls tells (PROTOCOL.md, "Poll fallback"): the messages that it would send over the channel, over
 * `POST /api/v1/device/messages` with the Bearer token of its last poll.
 */
import { z } from 'zod';
import { authenticateSchema } from './messages/authenticate.ts';
import { idSchema } from './messages/parts.ts';
import { receiptSchema } from './messages/receipt.ts';
import { reportSchema } from './messages/report.ts';

export const POLL_TOLD_PATH = '/api/v1/device/messages';

/** A report at its longest and so many receipts are well within what a body may hold. */
export const MAX_POLL_TOLD = 100;

export const pollToldSchema = authenticateSchema
  .pick({ appVersion: true, signedIn: true, cachedMode: true })
  .extend({
    /** In the order in which they were said. */
    messages: z
      .array(z.discriminatedUnion('type', [reportSchema, receiptSchema]))
      .min(1)
      .max(MAX_POLL_TOLD),
  });
export type PollTold = z.infer<typeof pollToldSchema>;

/** Their ids, as `ack` brings them; one that is missing is to be told again. */
export const pollToldAnswerSchema = z.object({ acknowledged: z.array(idSchema) });
export type PollToldAnswer = z.infer<typeof pollToldAnswerSchema>;

/** S: a report or receipt is recorded durably. */
import { z } from 'zod';
import { idSchema } from './parts.ts';

export const ackSchema = z.object({ type: z.literal('ack'), id: idSchema });
export type Ack = z.infer<typeof ackSchema>;

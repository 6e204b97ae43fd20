/** Every message from the service to a device. */
import { z } from 'zod';
import { ackSchema } from './messages/ack.ts';
import { byeSchema } from './messages/bye.ts';
import { eventGoneSchema } from './messages/event-gone.ts';
import { eventMessageSchema } from './messages/event.ts';
import { helloSchema } from './messages/hello.ts';
import { mailboxHintSchema } from './messages/mailbox.ts';
import { standingMessageSchema } from './messages/standing.ts';
import { timeSchema } from './messages/time.ts';
import { tokenSchema } from './messages/token.ts';
import { welcomeSchema } from './messages/welcome.ts';

export const downSchema = z.discriminatedUnion('type', [
  helloSchema,
  welcomeSchema,
  eventMessageSchema,
  eventGoneSchema,
  standingMessageSchema,
  mailboxHintSchema,
  timeSchema,
  tokenSchema,
  ackSchema,
  byeSchema,
]);
export type Down = z.infer<typeof downSchema>;

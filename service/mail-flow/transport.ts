/** How a parcel is taken to the next server: the port of everything that knows a socket. */
import type { Signal } from './delivery-state.ts';
import type { NextServer } from './routing.ts';

export type AnswerSignal = Extract<
  Signal,
  'accepted' | 'put-off' | 'refused' | 'broken' | 'unanswered' | 'unreachable'
>;

export interface RecipientAnswer {
  readonly signal: AnswerSignal;
  /** The server's words, or what kept it from saying any; one line. */
  readonly reply: string;
  /** As `mail.example.com:25`. */
  readonly server: string;
}

export interface Letter {
  /** Empty: the null sender. */
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly message: Uint8Array;
}

/** One answer for each recipient, in their order; never rejects. */
export type SendLetter = (server: NextServer, letter: Letter) => Promise<readonly RecipientAnswer[]>;

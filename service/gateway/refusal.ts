/** Answers other than 250, each with its code, its enhanced code and words a postmaster understands (RFC 5321, RFC 3463). */
import { StorageError } from '../storage/storage-error.ts';

export class Refusal extends Error {
  readonly responseCode: number;
  constructor(responseCode: number, message: string) {
    super(message);
    this.name = 'Refusal';
    this.responseCode = responseCode;
  }
}

export const REFUSALS = {
  unknownRecipient: () => new Refusal(550, '5.1.1 No such recipient here'),
  closedList: (kind: string) =>
    new Refusal(
      550,
      `5.2.4 Mail to lists is expanded at present, and a list of kind ${kind} cannot be: write to its members`,
    ),
  needsSmtpUtf8: () => new Refusal(553, '5.6.7 The address needs SMTPUTF8'),
  unknownParameter: (name: string) => new Refusal(555, `5.5.4 The parameter ${name} is not known here`),
  tooManyRecipients: () => new Refusal(452, '4.5.3 Too many recipients, send the rest in another message'),
  tooLarge: (bytes: number) => new Refusal(552, `5.3.4 Message is larger than ${bytes} bytes`),
  loop: () => new Refusal(554, '5.4.6 Routing loop: too many Received fields'),
  tooManyConnections: () => new Refusal(421, '4.7.0 Too many connections from your address'),
  storageFull: () => new Refusal(452, '4.3.1 Storage is full, try again later'),
  storageTrouble: () => new Refusal(451, '4.3.0 Storage trouble, try again later'),
  serverTrouble: () => new Refusal(451, '4.3.0 Server trouble, try again later'),
};

/** What to answer when something of ours failed: always a 4xx, so that nothing is lost. */
export function refusalFor(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (!(error instanceof StorageError)) return REFUSALS.serverTrouble();
  return error.code === 'disk-full' ? REFUSALS.storageFull() : REFUSALS.storageTrouble();
}

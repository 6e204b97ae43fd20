/** Takes one claimed parcel to whoever its route names. */
import type { MessageFiles } from '../mailbox/message-files.ts';
import type { Parcel } from './claim.ts';
import { deliverLocally, type LocalNeeds } from './local-delivery.ts';
import { sendByMx, type MxOptions } from './mx.ts';
import { signed, withoutBcc, type SigningKey } from './outgoing.ts';
import type { Route } from './routing.ts';
import type { Letter, RecipientAnswer, SendLetter } from './transport.ts';

export interface ParcelNeeds extends LocalNeeds {
  readonly files: MessageFiles;
  readonly send: SendLetter;
  readonly mx: Omit<MxOptions, 'send'>;
  readonly signingKeys: readonly SigningKey[];
  readonly failed: (error: unknown) => void;
}

export type DeliverParcel = (route: Route, parcel: Parcel) => Promise<readonly RecipientAnswer[]>;

/** One answer for each row, in their order; never rejects. */
export function createDeliverParcel(needs: ParcelNeeds): DeliverParcel {
  return async (route, parcel) => {
    try {
      const message = await needs.files.read(parcel.messageId);
      if (message === null) throw new Error(`message ${parcel.messageId} has no file`);
      return await deliver(needs, route, parcel, message);
    } catch (error) {
      needs.failed(error);
      return same(parcel, 'put-off', '451 4.3.0 trouble at this service');
    }
  };
}

async function deliver(
  needs: ParcelNeeds,
  route: Route,
  parcel: Parcel,
  message: Buffer,
): Promise<readonly RecipientAnswer[]> {
  const { sender, rows, domain } = parcel;
  const isSubmitted = rows.some(({ submissionId }) => submissionId !== null);
  const own = isSubmitted ? withoutBcc(message) : message;
  if (route.kind === 'local') return Promise.all(rows.map((row) => deliverLocally(needs, row, own)));
  const recipients = rows.map(({ recipient }) => recipient);
  const letter: Letter = {
    sender,
    recipients,
    message: isSubmitted ? await signed(own, sender, needs.signingKeys) : own,
  };
  switch (route.kind) {
    case 'primary':
    case 'smart-host':
      return needs.send(route.server, letter);
    case 'mx':
      return sendByMx({ ...needs.mx, send: needs.send }, domain, letter);
    case 'nobody':
      return same(parcel, 'put-off', '451 4.4.4 no smart host is named, and MX delivery is off');
  }
}

function same({ rows }: Parcel, signal: 'put-off', reply: string): readonly RecipientAnswer[] {
  return rows.map(() => ({ signal, reply, server: 'this service' }));
}

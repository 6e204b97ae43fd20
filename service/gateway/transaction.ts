/** What is answered to MAIL, RCPT and DATA. */
import type { SMTPServerAddress, SMTPServerOptions } from 'smtp-server';
import type { Delivery } from '../mailbox/message-file.ts';
import { MAX_RECIPIENTS } from './limits.ts';
import { receiveMessage, type Incoming } from './receive.ts';
import { deliveryTo } from './recipients.ts';
import { REFUSALS, refusalFor } from './refusal.ts';
import type { GatewayOptions, GatewayPorts } from './smtp-server.ts';

/** Told how a session's message fares. */
export interface TransactionWatch {
  readonly started: (sessionId: string) => void;
  readonly accepted: (sessionId: string) => void;
  /** After the answer was sent, whatever it was. */
  readonly answered: (sessionId: string) => void;
}

type Callback = (error?: Error | null) => void;

export function transactionHandlers(
  ports: GatewayPorts,
  { serverName, serviceId }: Pick<GatewayOptions, 'serverName' | 'serviceId'>,
  watch: TransactionWatch,
): Pick<SMTPServerOptions, 'onRcptTo' | 'onData'> {
  // smtp-server keeps the address that it handed over; with it goes whom it leads to.
  const deliveries = new WeakMap<SMTPServerAddress, Delivery>();
  const answer = async (callback: Callback, run: () => Promise<void>): Promise<void> => {
    try {
      await run();
    } catch (error) {
      const refusal = refusalFor(error);
      if (refusal !== error) ports.failed(error);
      callback(refusal);
      return;
    }
    callback();
  };
  return {
    onRcptTo: (recipient, { envelope }, callback) => {
      void answer(callback, async () => {
        if (!isAscii(recipient.address) && envelope.smtpUtf8 !== true) throw REFUSALS.needsSmtpUtf8();
        if (envelope.rcptTo.length >= MAX_RECIPIENTS) throw REFUSALS.tooManyRecipients();
        deliveries.set(recipient, await deliveryTo(ports.recipients, recipient.address, ports.nowMs()));
      });
    },
    onData: (stream, session, callback) => {
      watch.started(session.id);
      const { mailFrom, rcptTo } = session.envelope;
      const incoming: Incoming = {
        sender: mailFrom === false ? '' : mailFrom.address,
        deliveries: rcptTo.map((recipient) => known(deliveries, recipient)),
        helo: session.hostNameAppearsAs,
        remoteAddress: session.remoteAddress,
        serverName,
        ...(serviceId === undefined ? {} : { serviceId }),
        protocol: session.transmissionType,
        atMs: ports.nowMs(),
      };
      void answer(callback, async () => {
        const id = await receiveMessage(ports, incoming, stream as AsyncIterable<Uint8Array>);
        watch.accepted(session.id);
        ports.accepted(id);
      }).finally(() => watch.answered(session.id));
    },
  };
}

function known(deliveries: WeakMap<SMTPServerAddress, Delivery>, recipient: SMTPServerAddress): Delivery {
  const delivery = deliveries.get(recipient);
  if (delivery === undefined) throw new Error('a recipient that was accepted is not known');
  return delivery;
}

function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}

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
): Pick<SMTPServerOptions, 'onMailFrom' | 'onRcptTo' | 'onData'> {
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
    onMailFrom: ({ args }, _session, callback) => {
      void answer(callback, () => {
        refuseUnknown(args, MAIL_PARAMETERS);
        return Promise.resolve();
      });
    },
    onRcptTo: (recipient, { envelope }, callback) => {
      void answer(callback, async () => {
        refuseUnknown(recipient.args, []);
        // A domain can be written without it: then it comes as the DNS has it.
        if (!isAscii(localPart(recipient.address)) && envelope.smtpUtf8 !== true)
          throw REFUSALS.needsSmtpUtf8();
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

/** What is announced to EHLO, and the body's kind (RFC 6152), the size (RFC 1870) and SMTPUTF8 (RFC 6531) that go with it. */
const MAIL_PARAMETERS = ['BODY', 'SIZE', 'SMTPUTF8'];

/** RFC 5321 section 4.1.1.11: what is not kept is not promised. */
function refuseUnknown(given: SMTPServerAddress['args'], known: readonly string[]): void {
  const unknown = Object.keys(given === false ? {} : given).find((name) => !known.includes(name));
  if (unknown !== undefined) throw REFUSALS.unknownParameter(unknown);
}

function localPart(address: string): string {
  return address.slice(0, Math.max(0, address.lastIndexOf('@')));
}

function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}

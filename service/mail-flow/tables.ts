/** Every delivery of a message to one recipient, and what happened to messages on their way. */
import type { Generated } from 'kysely';
import type { DeliveryDirection, DeliveryStateName, TraceStep } from '../../shared/http/mail-flow.ts';
import type { Flag } from '../storage/column-types.ts';

export interface MailFlowTables {
  mailDeliveries: {
    /** The order in which deliveries were queued, which is the order in which each recipient gets them. */
    seq: Generated<number>;
    id: string;
    direction: DeliveryDirection;
    /** Also the name of the raw file. */
    messageId: string;
    submissionId: string | null;
    /** Of an outbound message: whose mailbox learns of a failure. */
    accountId: string | null;
    /** Empty: the null sender. */
    sender: string;
    recipient: string;
    /** What keeps its order: direction and address. */
    lane: string;
    /** Lower case; what the next server is found by. */
    domain: string;
    /** Whom the address led to: a person, a group, or nobody of ours. */
    personId: string | null;
    groupId: string | null;
    subject: string;
    searchKey: string;
    state: DeliveryStateName;
    /** It waits for earlier ones of its lane, and later ones wait for it (STATES.md, Order). */
    inLane: Flag;
    /** An administrator released it: no continuity event holds it again. */
    exempt: Flag;
    attempts: number;
    /** Attempts that ended after the message was sent and before the answer: so many duplicates are possible (G30). */
    unanswered: number;
    queuedAt: string;
    nextAttemptAt: string;
    /** The attempt after this instant is the last. */
    giveUpAt: string;
    /** The continuity event that held it, kept after its release. */
    heldEventId: string | null;
    heldAt: string | null;
    releasedAt: string | null;
    lastAttemptAt: string | null;
    lastReply: string | null;
    /** Who answered last, and so who has it when it is delivered; as `mail.example.com:25`. */
    handedTo: string | null;
    finishedAt: string | null;
    /** It bounced, and its sender has not been told. */
    reportDue: Flag;
  };
  mailTrace: {
    seq: Generated<number>;
    messageId: string;
    /** null: of the whole message. */
    deliveryId: string | null;
    at: string;
    step: TraceStep;
    /** An administrator, a continuity event, a server; null: the service itself. */
    actor: string | null;
    detail: string | null;
  };
}

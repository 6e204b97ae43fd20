/** Who receives what an address is given: decided when the recipient is named, so that it is the same after a crash. */
import type { Delivery } from '../mailbox/message-file.ts';
import type { Recipients } from '../mailbox/ports.ts';
import { REFUSALS } from './refusal.ts';

/** Throws a `Refusal` for an address that is nobody's here; this gateway relays for no one. */
export async function deliveryTo(recipients: Recipients, address: string, nowMs: number): Promise<Delivery> {
  const recipient = await recipients.resolve(address, nowMs);
  switch (recipient.kind) {
    case 'person':
      return { address, groupId: null, personIds: [recipient.userId] };
    case 'administrators':
      return { address, groupId: null, personIds: [...recipient.userIds] };
    case 'list':
      return { address, groupId: recipient.groupId, personIds: [...recipient.memberIds] };
    case 'closed-list':
      throw REFUSALS.closedList(recipient.groupKind);
    case 'unknown':
      throw REFUSALS.unknownRecipient();
  }
}

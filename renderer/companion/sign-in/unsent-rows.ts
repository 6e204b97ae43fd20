/** What a sign-out would take along: the outbox that is not over, and the drafts (pure). */
import type { DraftRow, OutboxRow } from '../../../shared/bridge/compose.ts';
import type { DeviceSnapshot } from '../../../shared/bridge/snapshot.ts';

export interface UnsentMail {
  readonly messages: readonly OutboxRow[];
  readonly drafts: readonly DraftRow[];
  readonly count: number;
  /** Of the messages, those that go out by themselves once there is a way; the rest the service refuses. */
  readonly goingOut: number;
}

export function unsentMail({ items, drafts }: DeviceSnapshot['outbox']): UnsentMail {
  const messages = items.filter(({ state }) => state !== 'sent' && state !== 'cancelled');
  const goingOut = messages.filter(({ state }) => state !== 'refused').length;
  return { messages, drafts, count: messages.length + drafts.length, goingOut };
}

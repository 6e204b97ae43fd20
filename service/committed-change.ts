/** What has just become true: announced once, after the transaction that made it durable, to whoever passes it on. */
import type { DeviceEvent } from '../shared/domain/device-event.ts';

export type CommittedChange =
  | {
      readonly kind: 'continuity-event';
      readonly revision: number;
      readonly eventId: string;
      /** null: deleted. */
      readonly event: DeviceEvent | null;
      /** The group whose devices knew it before, when that is another one or the event is gone. */
      readonly formerGroupId: string | null;
    }
  /** Permissions, memberships, password reset, or a group's name: of these people. */
  | { readonly kind: 'standing'; readonly revision: number; readonly userIds: readonly string[] }
  /** Whoever showed the former password is nobody any more. */
  | { readonly kind: 'password'; readonly personId: string }
  | { readonly kind: 'device-revoked'; readonly deviceId: string }
  | { readonly kind: 'mailbox'; readonly accountId: string; readonly state: string }
  /** The service's clock was moved (lab). */
  | { readonly kind: 'clock' };

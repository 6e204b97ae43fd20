/** People, the addresses they receive mail at, and whose mailboxes they may read. */
import type { Flag } from '../storage/column-types.ts';

export interface PeopleTables {
  people: {
    id: string;
    displayName: string;
    /** As written; the address in `mailAddresses` decides who it is. */
    email: string;
    phone: string | null;
    smsConsent: Flag;
    disasterRecovery: Flag;
    /** argon2id in PHC form; null: cannot sign in. */
    passwordHash: string | null;
    createdAt: string;
    /** Of the name: what lists are ordered by. */
    nameKey: string;
    /** Of name and addresses: what lists are searched by. */
    searchKey: string;
  };
  /** Every address of the organisation, once, whoever has it. */
  mailAddresses: {
    /** Lower case. */
    addressKey: string;
    address: string;
    ownerKind: 'person' | 'group';
    ownerId: string;
    isAlias: Flag;
  };
  mailboxReaders: {
    readerId: string;
    /** Whose mailbox. */
    ownerId: string;
  };
}

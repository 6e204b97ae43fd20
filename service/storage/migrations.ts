/** The migrations of this build, in order; a number once released is never changed. Mailbox and gateway count from 10. */
import type { Migration } from './migration.ts';
import { organisation } from './migrations/0001-organisation.ts';
import { audit } from './migrations/0002-audit.ts';
import { peopleAndGroups } from './migrations/0003-people-and-groups.ts';
import { continuityEvents } from './migrations/0004-continuity-events.ts';
import { devices } from './migrations/0005-devices.ts';
import { administrators } from './migrations/0006-administrators.ts';
import { apiTokens } from './migrations/0007-api-tokens.ts';
import { searchAndOrder } from './migrations/0008-search-and-order.ts';
import { webhooks } from './migrations/0009-webhooks.ts';
import { mailboxes } from './migrations/0010-mailboxes.ts';

export const MIGRATIONS: readonly Migration[] = [
  organisation,
  audit,
  peopleAndGroups,
  continuityEvents,
  devices,
  administrators,
  apiTokens,
  searchAndOrder,
  webhooks,
  mailboxes,
];

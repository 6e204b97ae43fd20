/** The migrations of this build, in order; a number once released is never changed. */
import type { Migration } from './migration.ts';
import { organisation } from './migrations/0001-organisation.ts';
import { audit } from './migrations/0002-audit.ts';
import { peopleAndGroups } from './migrations/0003-people-and-groups.ts';
import { continuityEvents } from './migrations/0004-continuity-events.ts';
import { devices } from './migrations/0005-devices.ts';
import { mailboxes } from './migrations/0010-mailboxes.ts';
import { administrators } from './migrations/0011-administrators.ts';
import { apiTokens } from './migrations/0012-api-tokens.ts';
import { searchAndOrder } from './migrations/0013-search-and-order.ts';
import { webhooks } from './migrations/0014-webhooks.ts';
import { mailFlow } from './migrations/0015-mail-flow.ts';
import { ownMail } from './migrations/0018-own-mail.ts';
import { deviceHistory } from './migrations/0020-device-history.ts';
import { removedDevices } from './migrations/0021-removed-devices.ts';
import { nestedGroups } from './migrations/0022-nested-groups.ts';
import { messageFingerprints } from './migrations/0024-message-fingerprints.ts';
import { mailSearch } from './migrations/0023-mail-search.ts';
import { serviceClock } from './migrations/0025-service-clock.ts';
import { boundDevices } from './migrations/0026-bound-devices.ts';
import { secondFactors } from './migrations/0027-second-factors.ts';
import { auditStart } from './migrations/0028-audit-start.ts';
import { addressDomains } from './migrations/0029-address-domains.ts';
import { commitLog } from './migrations/0030-commit-log.ts';

export const MIGRATIONS: readonly Migration[] = [
  organisation,
  audit,
  peopleAndGroups,
  continuityEvents,
  devices,
  mailboxes,
  administrators,
  apiTokens,
  searchAndOrder,
  webhooks,
  mailFlow,
  ownMail,
  deviceHistory,
  removedDevices,
  nestedGroups,
  mailSearch,
  messageFingerprints,
  serviceClock,
  boundDevices,
  secondFactors,
  auditStart,
  addressDomains,
  commitLog,
];

/** Every table of the database: each capability declares its own, here they are put together. */
import type { AccessTables } from '../access/tables.ts';
import type { AuditTables } from '../audit/tables.ts';
import type { ClockTables } from '../clock/tables.ts';
import type { ContinuityEventTables } from '../continuity-events/tables.ts';
import type { DeviceTables } from '../devices/tables.ts';
import type { DirectoryTables } from '../directory/tables.ts';
import type { MailFlowTables } from '../mail-flow/tables.ts';
import type { MailboxTables } from '../mailbox/tables.ts';
import type { IdempotencyTables } from '../idempotency/tables.ts';
import type { PeopleTables } from '../people/tables.ts';
import type { WebhookTables } from '../webhooks/tables.ts';
import type { OrganisationTables } from './organisation-tables.ts';

export interface Tables
  extends
    OrganisationTables,
    AccessTables,
    AuditTables,
    ClockTables,
    PeopleTables,
    DirectoryTables,
    ContinuityEventTables,
    DeviceTables,
    WebhookTables,
    IdempotencyTables,
    MailboxTables,
    MailFlowTables {}

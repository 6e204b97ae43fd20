/** Schemas that the OpenAPI document names, so that generated clients have names for them too. */
import { z } from 'zod';
import {
  administratorInputSchema,
  administratorPatchSchema,
  administratorViewSchema,
  apiTokenInputSchema,
  apiTokenViewSchema,
  newApiTokenSchema,
  sessionViewSchema,
  whoAmISchema,
} from '../../../shared/http/access.ts';
import { auditVerdictSchema, auditViewSchema } from '../../../shared/http/audit.ts';
import {
  eventCloneSchema,
  eventInputSchema,
  eventPatchSchema,
  eventViewSchema,
  impactSchema,
} from '../../../shared/http/continuity-events.ts';
import { deviceViewSchema } from '../../../shared/http/devices.ts';
import { progressItemSchema, timelineItemSchema } from '../../../shared/http/event-progress.ts';
import { groupInputSchema, groupPatchSchema, groupViewSchema } from '../../../shared/http/groups.ts';
import { importReportSchema } from '../../../shared/http/import.ts';
import { mailDeliverySchema, mailMessageTraceSchema } from '../../../shared/http/mail-flow.ts';
import { personInputSchema, personPatchSchema, personViewSchema } from '../../../shared/http/people.ts';
import { problemSchema } from '../../../shared/http/problem.ts';
import { registeredSchema, registrationSchema } from '../../../shared/http/registration.ts';
import {
  createdWebhookSchema,
  deliverySchema,
  webhookInputSchema,
  webhookPatchSchema,
  webhookViewSchema,
} from '../../../shared/http/webhooks.ts';

export const PROBLEM_SCHEMA = 'Problem';

/** What comes in has `Input` after its name, which the library appends. */
const NAMES: Readonly<Record<string, z.ZodType>> = {
  [PROBLEM_SCHEMA]: problemSchema,
  ContinuityEvent: eventViewSchema,
  ContinuityEventClone: eventCloneSchema,
  ContinuityEventPatch: eventPatchSchema,
  NewContinuityEvent: eventInputSchema,
  Impact: impactSchema,
  ProgressItem: progressItemSchema,
  TimelineItem: timelineItemSchema,
  Group: groupViewSchema,
  GroupPatch: groupPatchSchema,
  NewGroup: groupInputSchema,
  Person: personViewSchema,
  PersonPatch: personPatchSchema,
  NewPerson: personInputSchema,
  ImportReport: importReportSchema,
  Device: deviceViewSchema,
  Registration: registrationSchema,
  Registered: registeredSchema,
  AuditEntry: auditViewSchema,
  AuditVerdict: auditVerdictSchema,
  Administrator: administratorViewSchema,
  AdministratorPatch: administratorPatchSchema,
  NewAdministrator: administratorInputSchema,
  ApiToken: apiTokenViewSchema,
  ApiTokenRequest: apiTokenInputSchema,
  NewApiToken: newApiTokenSchema,
  Session: sessionViewSchema,
  WhoAmI: whoAmISchema,
  Webhook: webhookViewSchema,
  WebhookPatch: webhookPatchSchema,
  NewWebhook: webhookInputSchema,
  CreatedWebhook: createdWebhookSchema,
  WebhookDelivery: deliverySchema,
  MailDelivery: mailDeliverySchema,
  MessageTrace: mailMessageTraceSchema,
};

export const namedSchemas = z.registry<{ id?: string }>();
for (const [id, schema] of Object.entries(NAMES)) namedSchemas.add(schema, { id });

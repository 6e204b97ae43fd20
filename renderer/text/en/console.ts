/** English: the administration console, one file a page. */
import { account } from './console/account.ts';
import { administrators } from './console/administrators.ts';
import { apiTokens } from './console/api-tokens.ts';
import { audit } from './console/audit.ts';
import { clock } from './console/clock.ts';
import { devices } from './console/devices.ts';
import { event } from './console/event.ts';
import { events } from './console/events.ts';
import { form } from './console/form.ts';
import { frame } from './console/frame.ts';
import { groups } from './console/groups.ts';
import { imports } from './console/imports.ts';
import { mailFlow } from './console/mail-flow.ts';
import { people } from './console/people.ts';
import { places } from './console/places.ts';
import { preview } from './console/preview.ts';
import { problems } from './console/problems.ts';
import { refusals } from './console/refusals.ts';
import { secondFactor } from './console/second-factor.ts';
import { signIn } from './console/sign-in.ts';
import { table } from './console/table.ts';
import { webhooks } from './console/webhooks.ts';

export const console = {
  account,
  administrators,
  apiTokens,
  audit,
  clock,
  devices,
  event,
  events,
  form,
  frame,
  groups,
  imports,
  mailFlow,
  people,
  places,
  preview,
  problems,
  refusals,
  secondFactor,
  signIn,
  table,
  webhooks,
} as const;

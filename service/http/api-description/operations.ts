/** Every operation of the REST interface: one that is missing here does not compile. */
import type { GuardedRoute } from '../../access/route-access.ts';
import type { Operation } from './operation.ts';
import { ACCESS_OPERATIONS } from './operations/access.ts';
import { SECOND_FACTOR_OPERATIONS } from './operations/second-factor.ts';
import { DEVICE_OPERATIONS } from './operations/devices.ts';
import { DIRECTORY_OPERATIONS } from './operations/directory.ts';
import { EVENT_OPERATIONS } from './operations/events.ts';
import { MAIL_OPERATIONS } from './operations/mail.ts';
import { RECORD_OPERATIONS } from './operations/records.ts';
import { WEBHOOK_OPERATIONS } from './operations/webhooks.ts';

type OpenRoute =
  'POST /devices' | 'GET /device/snapshot' | 'POST /device/messages' | 'GET /healthz' | 'GET /readyz';

/** By method and path below `/api/v1`. */
export const OPERATIONS: Readonly<Record<GuardedRoute | OpenRoute, Operation>> = {
  ...EVENT_OPERATIONS,
  ...DIRECTORY_OPERATIONS,
  ...DEVICE_OPERATIONS,
  ...RECORD_OPERATIONS,
  ...MAIL_OPERATIONS,
  ...ACCESS_OPERATIONS,
  ...SECOND_FACTOR_OPERATIONS,
  ...WEBHOOK_OPERATIONS,
};

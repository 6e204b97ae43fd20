/** REST: a device registers; the person's password stands in for a token (interfaces 2). */
import { registeredSchema, registrationSchema } from '../../shared/http/registration.ts';
import type { App } from '../http/app-type.ts';
import { STRANGERS_BODY_BYTES } from '../http/body-parsing.ts';
import type { DeviceRegistration } from './registration.ts';

export function registerRegistrationRoute(app: App, registration: DeviceRegistration): void {
  const schema = { tags: ['devices'], body: registrationSchema, response: { 201: registeredSchema } };
  const bodyLimit = STRANGERS_BODY_BYTES;
  app.post('/api/v1/devices', { bodyLimit, schema }, async ({ body, clientAddress }, reply) =>
    reply.code(201).send(await registration.register(body, clientAddress)),
  );
}

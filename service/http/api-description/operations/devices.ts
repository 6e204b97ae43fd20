/** OpenAPI: continuity devices, their registration and their poll. */
import { deviceExample, page, personExample } from '../examples.ts';
import type { Operation } from '../operation.ts';

const { id, email, displayName } = personExample;

export const DEVICE_OPERATIONS = {
  'GET /devices': {
    id: 'listDevices',
    summary: 'Registered devices, as they are now',
    answer: page(deviceExample),
  },
  'POST /devices': {
    id: 'registerDevice',
    summary: 'Register a continuity device with a person’s cloud password',
    description: 'Needs no token. `publicKey` is the 32 bytes of an Ed25519 key, base64url.',
    request: {
      email,
      password: 'a-cloud-password-of-her-own',
      device: {
        name: deviceExample.name,
        platform: deviceExample.platform,
        appVersion: deviceExample.appVersion,
        publicKey: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
      },
    },
    answer: {
      deviceId: deviceExample.id,
      user: { id, email, displayName },
      service: { id: 'svc_4Ma7Pu', name: 'North' },
    },
    refuses: [401, 409, 429],
  },
  'GET /devices.csv': {
    id: 'exportDevices',
    summary: 'Devices as CSV',
    text: {
      type: 'text/csv',
      example: `id,email,name,platform\r\n${deviceExample.id},${email},${deviceExample.name},win32\r\n`,
    },
  },
  'GET /devices/:id': { id: 'getDevice', summary: 'One device, with its receipts', answer: deviceExample },
  'GET /devices/:id/history': {
    id: 'listDeviceHistory',
    summary: 'What a device did and what was done to it, newest first',
    answer: page({
      id: 'change entered-dr',
      at: deviceExample.registeredAt,
      kind: 'entered-dr',
      actor: null,
      detail: { events: [{ id: 'evt_1', description: 'Mail server outage' }] },
    }),
  },
  'DELETE /devices/:id': {
    id: 'revokeDevice',
    summary: 'Revoke a device: it forgets its key and wipes its cache',
  },
  'GET /device/snapshot': {
    id: 'pollSnapshot',
    summary: 'What is true for a device, while its channel cannot be opened',
    description:
      'Signed as the channel is: see PROTOCOL.md for the headers. Without a signature the answer is 401 with a nonce to sign.',
    refuses: [401, 403, 429],
  },
  'POST /device/messages': {
    id: 'tellByPoll',
    summary: 'What a device tells while its channel cannot be opened',
    description:
      'With the Bearer token of its last poll: the reports and receipts that it would send over the channel. The answer names those that are kept; the others are to be told again.',
    request: {
      appVersion: deviceExample.appVersion,
      signedIn: true,
      cachedMode: true,
      messages: [
        {
          type: 'report',
          id: 'rep_1',
          mode: 'dr',
          events: deviceExample.events,
          cachedMode: true,
          cache: deviceExample.cache,
        },
      ],
    },
    answer: { acknowledged: ['rep_1'] },
    refuses: [401, 429],
  },
} satisfies Record<string, Operation>;

/** REST: registered devices, for administrators (interfaces 2). */
import { z } from 'zod';
import { deviceListQuerySchema, devicePageSchema, deviceViewSchema } from '../../shared/http/devices.ts';
import { actorOf } from '../access/principal.ts';
import type { App } from '../http/app-type.ts';
import type { Cursors } from '../http/cursors.ts';
import { listPage } from '../http/list-page.ts';
import { notFound } from '../refusal.ts';
import type { RevokeDevice } from './revoke.ts';
import type { DeviceStore } from './store.ts';

export interface DeviceRouteNeeds {
  readonly devices: DeviceStore;
  readonly revoke: RevokeDevice;
  readonly cursors: Cursors;
}

const params = z.object({ id: z.string() });
const tags = ['devices'];

export function registerDeviceRoutes(app: App, { devices, revoke, cursors }: DeviceRouteNeeds): void {
  const list = { tags, querystring: deviceListQuerySchema, response: { 200: devicePageSchema } };
  app.get('/devices', { schema: list }, async ({ query }) => listPage(cursors, query, devices.list(query)));
  app.get(
    '/devices/:id',
    { schema: { tags, params, response: { 200: deviceViewSchema } } },
    async (request) => {
      const device = await devices.find(request.params.id);
      if (device === null) throw notFound('device');
      return device;
    },
  );
  app.delete(
    '/devices/:id',
    { schema: { tags, params, response: { 204: z.null() } } },
    async (request, reply) => {
      await revoke(actorOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}

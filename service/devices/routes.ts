/** REST: registered devices, for administrators (interfaces 2). */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { deviceHistoryPageSchema, deviceHistoryQuerySchema } from '../../shared/http/device-history.ts';
import {
  deviceListQuerySchema,
  devicePageSchema,
  deviceViewSchema,
  type DeviceView,
} from '../../shared/http/devices.ts';
import { actorOf } from '../access/principal.ts';
import type { App } from '../http/app-type.ts';
import type { Cursors } from '../http/cursors.ts';
import { listPage } from '../http/list-page.ts';
import { notFound } from '../refusal.ts';
import type { Tables } from '../storage/tables.ts';
import { deviceHistory } from './history.ts';
import type { RevokeDevice } from './revoke.ts';
import type { DeviceStore } from './store.ts';

export interface DeviceRouteNeeds {
  readonly db: Kysely<Tables>;
  readonly devices: DeviceStore;
  readonly revoke: RevokeDevice;
  readonly cursors: Cursors;
}

const params = z.object({ id: z.string() });
const tags = ['devices'];

export function registerDeviceRoutes(app: App, needs: DeviceRouteNeeds): void {
  const { devices, revoke, cursors } = needs;
  const list = { tags, querystring: deviceListQuerySchema, response: { 200: devicePageSchema } };
  app.get('/devices', { schema: list }, async ({ query }) => listPage(cursors, query, devices.list(query)));
  const one = { tags, params, response: { 200: deviceViewSchema } };
  app.get('/devices/:id', { schema: one }, async (request) => findDevice(devices, request.params.id));
  registerHistory(app, needs);
  const revocation = { tags, params, response: { 204: z.null() } };
  app.delete('/devices/:id', { schema: revocation }, async (request, reply) => {
    await revoke(actorOf(request), request.params.id);
    return reply.code(204).send(null);
  });
}

function registerHistory(app: App, { db, devices, cursors }: DeviceRouteNeeds): void {
  const querystring = deviceHistoryQuerySchema;
  const schema = { tags, params, querystring, response: { 200: deviceHistoryPageSchema } };
  app.get('/devices/:id/history', { schema }, async ({ params: { id }, query }) => {
    await findDevice(devices, id);
    return listPage(cursors, { ...query, sort: '-at', count: false }, deviceHistory(db, id));
  });
}

async function findDevice(devices: DeviceStore, id: string): Promise<DeviceView> {
  const device = await devices.find(id);
  if (device === null) throw notFound('device');
  return device;
}

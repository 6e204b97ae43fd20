/** REST: the lab; these routes exist with `--lab` alone (interfaces 2, product 8). */
import { fromMs, toMs } from '../../shared/domain/instant.ts';
import {
  clockChangeSchema,
  clockViewSchema,
  recoverySettingSchema,
  type ClockChange,
} from '../../shared/http/lab.ts';
import { eventViewSchema } from '../../shared/http/continuity-events.ts';
import type { SteerableClock } from '../clock/service-clock.ts';
import type { ContinuityEvents } from '../continuity-events/continuity-events.ts';
import { actorOf } from '../access/principal.ts';
import type { App } from '../http/app-type.ts';
import { invalid } from '../refusal.ts';
import type { WritePath } from '../storage/write-path.ts';
import { faultListSchema, faultSettingSchema, type LabLinkFaults } from './link-faults.ts';
import type { LabRecoveries } from './recoveries.ts';

export interface Lab {
  readonly faults: LabLinkFaults;
  readonly recoveries: LabRecoveries;
}

export interface LabRouteNeeds extends Lab {
  readonly clock: SteerableClock;
  readonly events: ContinuityEvents;
  readonly writePath: WritePath;
}

const tags = ['lab'];

export function registerLabRoutes(app: App, needs: LabRouteNeeds): void {
  registerClock(app, needs);
  registerFaults(app, needs);
  registerRecovery(app, needs);
}

function registerClock(app: App, { clock, writePath }: LabRouteNeeds): void {
  const response = { 200: clockViewSchema };
  const view = () => ({ now: fromMs(clock.nowMs()), offsetMs: clock.offsetMs() });
  app.get('/lab/clock', { schema: { tags, response } }, async () => view());
  app.post('/lab/clock', { schema: { tags, body: clockChangeSchema, response } }, async (request) => {
    const { body } = request;
    const offsetMs = Math.round(clock.offsetMs() + advanceOf(body, clock.nowMs()));
    refuseBeyondCalendar(clock.nowMs() - clock.offsetMs() + offsetMs);
    clock.setOffsetMs(offsetMs);
    await writePath.transact(async (unit) => {
      unit.announce({ kind: 'clock' });
      await unit.audit({
        service: 'lab',
        actor: actorOf(request),
        action: 'clock.steer',
        target: 'clock',
        detail: body,
      });
    });
    return view();
  });
}

function advanceOf(change: ClockChange, nowMs: number): number {
  return 'advanceMs' in change ? change.advanceMs : toMs(change.to) - nowMs;
}

const FIRST_MS = Date.parse('1970-01-01T00:00:00.000Z');
const LAST_MS = Date.parse('9999-01-01T00:00:00.000Z');

function refuseBeyondCalendar(nowMs: number): void {
  if (nowMs >= FIRST_MS && nowMs < LAST_MS) return;
  throw invalid([{ pointer: '', code: 'beyond-calendar', message: 'would leave the years 1970 to 9998' }]);
}

function registerFaults(app: App, { faults, writePath }: LabRouteNeeds): void {
  const response = { 200: faultListSchema };
  app.get('/lab/faults', { schema: { tags, response } }, async () => ({ items: [...faults.all()] }));
  app.post('/lab/faults', { schema: { tags, body: faultSettingSchema, response } }, async (request) => {
    const { body } = request;
    await writePath.transact((unit) =>
      unit.audit({
        service: 'lab',
        actor: actorOf(request),
        action: 'fault.set',
        target: body.target.kind === 'device' ? body.target.deviceId : body.target.groupId,
        detail: body,
      }),
    );
    faults.set(body.target, body.fault);
    return { items: [...faults.all()] };
  });
}

function registerRecovery(app: App, { recoveries, events }: LabRouteNeeds): void {
  const schema = { tags, body: recoverySettingSchema, response: { 200: eventViewSchema } };
  app.post('/lab/recovery', { schema }, async (request) => {
    const { eventId, delivered, total } = request.body;
    await events.get(eventId);
    recoveries.set(eventId, total === null ? null : { delivered, total });
    await events.announceRecovery(actorOf(request), eventId);
    return events.view(await events.get(eventId));
  });
}

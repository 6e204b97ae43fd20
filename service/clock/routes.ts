/** REST: whether the service's clock is believed, and an administrator's decision where it is not. */
import { fromMs } from '../../shared/domain/instant.ts';
import { clockDecisionSchema, serviceClockSchema, type ServiceClockView } from '../../shared/http/clock.ts';
import { actorOf } from '../access/principal.ts';
import type { App } from '../http/app-type.ts';
import type { WritePath } from '../storage/write-path.ts';
import type { SteerableClock } from './service-clock.ts';

export interface ClockRouteNeeds {
  readonly clock: Pick<SteerableClock, 'trust' | 'decide'>;
  readonly writePath: WritePath;
}

const tags = ['clock'];

export function registerClockRoutes(app: App, { clock, writePath }: ClockRouteNeeds): void {
  const response = { 200: serviceClockSchema };
  app.get('/clock', { schema: { tags, response } }, async () => viewOf(clock));
  app.post('/clock', { schema: { tags, body: clockDecisionSchema, response } }, async (request) => {
    const { believe } = request.body;
    const before = viewOf(clock);
    clock.decide(believe === 'wall' ? 'adopt' : 'keep');
    const after = viewOf(clock);
    if (after.state !== before.state)
      await writePath.transact((unit) =>
        unit.audit({
          service: 'continuity',
          actor: actorOf(request),
          action: 'clock.decide',
          target: 'clock',
          detail: { before, after },
        }),
      );
    return after;
  });
}

function viewOf(clock: Pick<SteerableClock, 'trust'>): ServiceClockView {
  const { kind, nowMs, wallMs, ownMs } = clock.trust();
  return { state: kind, serviceTime: fromMs(nowMs), wallTime: fromMs(wallMs), ownTime: fromMs(ownMs) };
}

/** A minute after everything was healed all is as the oracle says, on the devices and in the service's books. */
import { MINUTE_MS, SECOND_MS } from '../../shared/domain/instant.ts';
import { CHECK_WITHIN_MS } from './script.ts';
import type { World } from './world.ts';

/** The level goes with the first evaluation after the welcome, and takes no longer than a slow path does. */
const TOLD_WITHIN_MS = 10 * SECOND_MS;
/** On a healed path what was just shown, or just became another mode, is with the service long before. */
const UNDER_WAY_MS = SECOND_MS;

type Movements = Pick<World, 'timeline'> & {
  readonly oracle: Pick<World['oracle'], 'events'>;
  readonly notices: Pick<World['notices'], 'lastToldMs'>;
};

/** Runs `judge` at the next instant at which nothing is under way; what does not come to rest in time is judged as it is. */
export function whenStill(world: Movements, judge: () => void): void {
  const { timeline } = world;
  const untilMs = timeline.nowMs() + CHECK_WITHIN_MS;
  const look = (): void => {
    if (isStill(world) || timeline.nowMs() >= untilMs) judge();
    else timeline.after(UNDER_WAY_MS, look);
  };
  look();
}

/** No event starts or ends, by anyone's clock, and nobody has been told anything. */
function isStill({ timeline, oracle, notices }: Movements): boolean {
  const nowMs = timeline.nowMs();
  const isNear = (atMs: number | null): boolean => atMs !== null && Math.abs(atMs - nowMs) < UNDER_WAY_MS;
  if (isNear(notices.lastToldMs())) return false;
  return ![...oracle.events.values()].some(({ startMs, endMs }) => isNear(startMs) || isNear(endMs));
}

export async function check(world: World): Promise<void> {
  const { service, computers, oracle, modes, notices, sessions, verdict, timeline } = world;
  if (!service.isUp()) return;
  const stored = await service.stored();
  for (const { index } of computers) {
    sessions.check(index);
    const wellForMs = timeline.nowMs() - modes.wellSinceMs(index);
    if (modes.reachOf(index) !== 'channel' || wellForMs < MINUTE_MS) continue;
    const wanted = oracle.mode(index, timeline.nowMs());
    const shown = computers[index]?.snapshot()?.mode.mode;
    if (shown !== wanted)
      verdict.fail('healed', `computer ${index} is in ${shown ?? 'nothing'} and not in ${wanted}`);
    const reported = stored.devices.find(({ id }) => id === sessions.deviceId(index))?.mode ?? 'nothing';
    if (reported !== wanted)
      verdict.fail('healed', `the service has computer ${index} in ${reported} and not in ${wanted}`);
    if (computers[index]?.snapshot()?.link.state !== 'online')
      verdict.fail('healed', `computer ${index} is not online`);
    if (
      computers[index]?.line.connections().some((connection) => connection.isUntold(TOLD_WITHIN_MS)) === true
    )
      verdict.fail('report', `computer ${index} has not said on its new link what it does`);
    notices.check(index, stored);
  }
}

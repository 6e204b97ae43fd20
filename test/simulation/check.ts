/** A minute after everything was healed all is as the oracle says, on the devices and in the service's books. */
import { MINUTE_MS, SECOND_MS } from '../../shared/domain/instant.ts';
import type { World } from './world.ts';

/** The level goes with the first evaluation after the welcome, and takes no longer than a slow path does. */
const TOLD_WITHIN_MS = 10 * SECOND_MS;

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

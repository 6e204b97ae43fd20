/** Lets one deed of a script happen in the world. */
import { connectionModeFor } from '../../shared/domain/profile.ts';
import type { Deed, LineDeed, PartsDeed, PersonDeed, PowerDeed } from './action.ts';
import { administrate } from './administrate.ts';
import { check, whenStill } from './check.ts';
import type { Computer } from './computer.ts';
import { USUAL_LATENCY } from './path.ts';
import { SILENCE_MS, WAKING_MS, type World } from './world.ts';

export function perform(world: World, deed: Deed): void {
  const failed = (error: unknown): void =>
    world.verdict.fail(`the service granted "${deed.do}"`, String(error));
  switch (deed.do) {
    case 'create':
    case 'edit':
    case 'end':
    case 'delete':
    case 'extend':
    case 'member':
    case 'nest':
    case 'permission':
    case 'revoke':
      world.work.track(administrate(world, deed)).catch(failed);
      return;
    case 'service-down':
      serviceDown(world, deed);
      return;
    case 'service-disk':
      world.service.refuseSaves(deed.refuses);
      return;
    case 'service-wall':
      world.service.setWallError(deed.wrongMs);
      return;
    case 'heal':
      heal(world);
      return;
    case 'check':
      whenStill(world, () => void world.work.track(check(world)).catch(failed));
      return;
    default:
      onComputer(world, deed);
  }
}

function onComputer(world: World, deed: PersonDeed | LineDeed | PowerDeed | PartsDeed): void {
  const computer = world.computers[deed.computer];
  if (computer === undefined) return;
  switch (deed.do) {
    case 'cached':
    case 'sign-in':
    case 'sign-out':
    case 'retry':
      byPerson(world, computer, deed);
      break;
    case 'path':
    case 'latency':
    case 'reset':
    case 'silence':
    case 'cut':
      onLine(world, computer, deed);
      break;
    case 'kill':
    case 'stop':
    case 'boot':
    case 'crash-at':
    case 'sleep':
    case 'wake':
      onPower(world, computer, deed);
      break;
    case 'wall':
    case 'disk':
    case 'damage':
    case 'screen':
      onParts(world, computer, deed);
      break;
  }
  world.moved();
}

function byPerson(world: World, computer: Computer, deed: PersonDeed): void {
  switch (deed.do) {
    case 'cached':
      setCached(world, computer, deed.on);
      break;
    case 'sign-in':
      world.sessions.signIn(computer, emailOf(world, computer));
      break;
    case 'sign-out':
      world.sessions.signOut(computer);
      break;
    case 'retry':
      void computer.device()?.dispatch('link.retryNow', undefined);
      break;
  }
}

function onParts(world: World, computer: Computer, deed: PartsDeed): void {
  const { notices } = world;
  const { index, disk, screen } = computer;
  switch (deed.do) {
    case 'wall':
      setWall(world, computer, deed.byMs);
      return;
    case 'disk':
      disk.refuseWith(deed.code);
      return;
    case 'damage':
      disk.damage(deed.kind);
      notices.damaged(index, deed.kind);
      return;
    case 'screen':
      screen.work(deed.works);
      return;
  }
}

function setWall({ notices, modes }: World, { index, clock, snapshot }: Computer, byMs: number): void {
  clock.jumpWall(byMs);
  if (byMs > 0) modes.jumped(index);
  // Not in touch since it started, a device has no other time, and follows.
  if (snapshot()?.clock.offsetMs !== null) return;
  modes.lost(index);
  notices.timeLost(index);
}

function onLine({ modes, timeline }: World, { index, line }: Computer, deed: LineDeed): void {
  const nowMs = timeline.nowMs();
  switch (deed.do) {
    case 'path': {
      const wasSwallowed = line.path.state === 'swallowed';
      line.become(deed.state);
      modes.disturbed(index, nowMs + (wasSwallowed ? SILENCE_MS : 0));
      return;
    }
    case 'latency':
      line.path.latency = { ...USUAL_LATENCY, highMs: deed.highMs };
      return;
    case 'cut':
      for (const connection of line.connections()) connection.endAfter(deed.frames, deed.how);
      return;
    case 'reset':
      for (const connection of line.connections()) connection.reset();
      modes.disturbed(index, nowMs);
      return;
    case 'silence':
      for (const connection of line.connections()) connection.die();
      modes.disturbed(index, nowMs + SILENCE_MS);
      return;
  }
}

function onPower(world: World, computer: Computer, deed: PowerDeed): void {
  const isAsleep = computer.power() === 'asleep';
  switch (deed.do) {
    case 'kill':
      if (!isAsleep) computer.kill();
      return;
    case 'stop':
      if (!isAsleep) computer.stop();
      return;
    case 'boot':
      if (!isAsleep) boot(world, computer);
      return;
    case 'crash-at':
      computer.armCrash(deed.point);
      world.timeline.after(deed.offMs, () => computer.power() === 'on' && boot(world, computer));
      return;
    case 'sleep':
      if (isAsleep) return;
      world.modes.slept(computer.index);
      computer.sleep(deed.monotonicStops);
      return;
    case 'wake':
      if (isAsleep) wake(world, computer);
  }
}

/** Until it hears of the service its time is the wall clock's, which has to be right for it to be right. */
function boot(world: World, computer: Computer): void {
  if (computer.device() !== null) return;
  computer.armCrash(null);
  const isDoubtful = computer.disk.isDoubtful();
  computer.boot();
  const isWallWrong = Math.abs(computer.clock.wallErrorMs()) > 1000;
  if (isDoubtful || isWallWrong) world.modes.lost(computer.index);
  if (isWallWrong && computer.disk.isEmpty('clock')) world.notices.timeLost(computer.index);
  world.moved();
}

function wake({ modes, random, timeline }: World, computer: Computer): void {
  modes.woke(computer.index);
  computer.wake(random.whole(0, 1000));
  modes.disturbed(computer.index, timeline.nowMs() + WAKING_MS);
}

function setCached({ oracle, notices, formerlyCached }: World, computer: Computer, on: boolean): void {
  const device = computer.device();
  if (device === null || computer.power() === 'asleep') return;
  const truth = oracle.computer(computer.index);
  if (truth.cached !== on && !formerlyCached.has(computer.index))
    formerlyCached.set(computer.index, truth.cached);
  truth.cached = on;
  notices.changed(computer.index);
  void device.dispatch('profile.set', { connectionMode: connectionModeFor(on) });
}

function emailOf({ organisation, oracle }: World, { index }: Computer): string {
  const { personId } = oracle.computer(index);
  return organisation.people.find(({ id }) => id === personId)?.email ?? '';
}

/** Kindly: everyone is sent away first, and has three seconds to go. */
const DRAIN_MS = 3000;

function serviceDown(
  { service, timeline, moved }: World,
  { kindly, downMs }: Extract<Deed, { do: 'service-down' }>,
): void {
  if (!service.isUp()) return;
  const end = (): void => {
    service.kill();
    moved();
    timeline.after(downMs, () => {
      if (!service.isUp()) void service.start().then(moved);
    });
  };
  if (kindly) service.drain();
  timeline.after(kindly ? DRAIN_MS : 0, end);
}

function heal(world: World): void {
  const { service, computers, modes, moved } = world;
  service.refuseSaves(false);
  service.setWallError(0);
  if (!service.isUp()) void service.start().then(moved);
  for (const computer of computers) {
    const { line, disk, screen, clock, index } = computer;
    if (clock.wallErrorMs() < 0) modes.jumped(index);
    clock.correctWall();
    if (line.path.state === 'swallowed') modes.disturbed(index, world.timeline.nowMs() + SILENCE_MS);
    line.path.latency = USUAL_LATENCY;
    line.become('clear');
    disk.refuseWith(null);
    screen.work(true);
    computer.armCrash(null);
    if (computer.power() === 'asleep') wake(world, computer);
    boot(world, computer);
  }
  moved();
}

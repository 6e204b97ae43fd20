/** Runs one script from beginning to end, or to the first rule that breaks. */
import path from 'node:path';
import { DAY_MS, MINUTE_MS } from '../../shared/domain/instant.ts';
import { perform } from './perform.ts';
import { copyDatabase } from './service-process.ts';
import { START_MS, type Organisation } from './organisation.ts';
import type { Script } from './script.ts';
import { createWork, runUntil } from './settle.ts';
import { createTimeline } from './timeline.ts';
import { createVerdict, Violation } from './verdict.ts';
import { createWorld, type World } from './world.ts';

export interface Outcome {
  readonly violation: Violation | null;
  /** Since the beginning; when it broke, or the end. */
  readonly atMs: number;
  readonly steps: number;
}

export interface Place {
  readonly organisation: Organisation;
  /** Empty; a run's own. */
  readonly folder: string;
  readonly trace?: Trace;
}

/** One line of what happens on a computer, at milliseconds since the beginning. */
export type Trace = (atMs: number, computer: number, what: string) => void;

/** Everyone signs in before the first deed. */
const SETTLED_AFTER_MS = MINUTE_MS;

export async function runScript(script: Script, { organisation, folder, trace }: Place): Promise<Outcome> {
  copyDatabase(organisation.folder, path.join(folder, 'life-0'));
  const timeline = createTimeline(START_MS);
  const verdict = createVerdict();
  const world = createWorld(script, {
    ...{ timeline, work: createWork(), verdict, organisation, folder },
    trace: (index, what) => trace?.(timeline.nowMs() - START_MS - SETTLED_AFTER_MS, index, what),
  });
  let steps = 0;
  const looked = (): void => {
    steps += 1;
    world.modes.stepped();
    verdict.look();
  };
  try {
    await begin(world);
    for (const { atMs, deed } of script.actions) {
      timeline.at(START_MS + SETTLED_AFTER_MS + atMs, () => perform(world, deed));
    }
    await runUntil(timeline, world.work, START_MS + script.days * DAY_MS + SETTLED_AFTER_MS, looked);
    return { violation: null, atMs: timeline.nowMs() - START_MS - SETTLED_AFTER_MS, steps };
  } catch (failure) {
    if (!(failure instanceof Violation)) throw failure;
    return { violation: failure, atMs: timeline.nowMs() - START_MS - SETTLED_AFTER_MS, steps };
  } finally {
    await world.close();
  }
}

async function begin(world: World): Promise<void> {
  const { organisation, oracle, computers, service } = world;
  for (const person of organisation.people) {
    for (const groupId of person.groupIds) oracle.person(person.id).groupIds.add(groupId);
  }
  for (const { index } of computers)
    oracle.addComputer(organisation.people[index % organisation.people.length]?.id ?? '');
  await service.start();
  for (const computer of computers) computer.boot();
  for (const { index } of computers) {
    world.timeline.after(index, () => perform(world, { do: 'sign-in', computer: index }));
  }
}

/** Everything that there is in one simulation, wired by hand, and what its parts tell the judges. */
import type { Computer } from './computer.ts';
import { createComputer } from './computer.ts';
import { createModeJudge, type ModeJudge, type Reach } from './mode-judge.ts';
import { createNetwork, type Network } from './network.ts';
import { createNoticeJudge, type NoticeJudge } from './notice-judge.ts';
import { createOracle, type Oracle } from './oracle.ts';
import type { Organisation } from './organisation.ts';
import { isSilent } from './path.ts';
import { createPositionJudge } from './position-judge.ts';
import { createRandom, type Random } from './random.ts';
import type { Script } from './script.ts';
import { createServiceProcess, type ServiceProcess } from './service-process.ts';
import { createSessions, type Sessions } from './sessions.ts';
import type { Work } from './settle.ts';
import type { Timeline } from './timeline.ts';
import type { Verdict } from './verdict.ts';

export interface World {
  readonly timeline: Timeline;
  readonly work: Work;
  readonly random: Random;
  readonly verdict: Verdict;
  readonly organisation: Organisation;
  readonly network: Network;
  readonly service: ServiceProcess;
  readonly computers: readonly Computer[];
  readonly oracle: Oracle;
  readonly modes: ModeJudge;
  readonly notices: NoticeJudge;
  readonly sessions: Sessions;
  /** Events by their number in the script. */
  readonly eventIds: Map<number, string>;
  /** Computers whose last change of cached mode is not on disk yet, and what it was before. */
  readonly formerlyCached: Map<number, boolean>;
  /** Power, path or service moved: who can reach it is asked anew. */
  readonly moved: () => void;
  /** What is true for a person changed. */
  readonly changed: (personIds: Iterable<string>) => void;
  readonly close: () => Promise<void>;
}

/** Quartz in a computer: up to 50 parts in a million. */
const MAX_DRIFT = 5e-5;
/** A link that died silently is noticed by a heartbeat and a half of silence (G3). */
export const SILENCE_MS = 30_000;
/** A link kept over sleep has to prove itself within 5 s, and the system takes a moment to say that it woke (G4). */
export const WAKING_MS = 10_000;

interface WorldNeeds {
  readonly timeline: Timeline;
  readonly work: Work;
  readonly verdict: Verdict;
  readonly organisation: Organisation;
  /** With a copy of the organisation's database in `life-0`. */
  readonly folder: string;
  /** What happens on each computer, for who wants to understand a run. */
  readonly trace: (index: number, what: string) => void;
}

export function createWorld({ seed, computers: count }: Script, needs: WorldNeeds): World {
  const { timeline, work, verdict, organisation, trace } = needs;
  const random = createRandom(seed, 'world');
  const oracle = createOracle();
  const failed = (error: unknown): void => verdict.fail('no failures', String(error));
  const network = createNetwork({
    ...{ timeline, count, random: createRandom(seed, 'network') },
    welcomed: (index) => judgeLive(network, index, verdict),
    cut: (index, how) => modes.disturbed(index, timeline.nowMs() + (how === 'die' ? SILENCE_MS : 0)),
  });
  const service = createServiceProcess({ timeline, work, network, seed, failed, folder: needs.folder });
  const formerlyCached = new Map<number, boolean>();
  const judgePosition = createPositionJudge(verdict);
  const computers: readonly Computer[] = Array.from({ length: count }, (_, index) =>
    createComputer(
      { index, seed, timeline, line: network.line(index), drift: (2 * random.uniform() - 1) * MAX_DRIFT },
      {
        published: (computer) => {
          trace(index, `is in ${computer.snapshot()?.mode.mode ?? ''}`);
          sessions.published(index);
        },
        booted: () => sessions.published(index),
        painted: (_computer, notice) => {
          trace(index, `shows ${notice.kind} "${notice.text}"${notice.repeated ? ' again' : ''}`);
          notices.painted(index, notice);
        },
        written: (_computer, changes) => {
          judgePosition(index, changes);
          if (changes.some(({ kind }) => kind === 'profile')) formerlyCached.delete(index);
          notices.written(index, changes);
        },
        refused: (_computer, changes) => notices.refused(index, changes),
        // Until the profile is written anew it is the usual one for a process that starts now.
        wiped: () => formerlyCached.set(index, true),
        died: () => {
          trace(index, 'dies');
          // A setting that was not on disk yet went with the process.
          oracle.computer(index).cached = formerlyCached.get(index) ?? oracle.computer(index).cached;
          formerlyCached.delete(index);
          notices.changed(index);
          moved();
        },
        failed,
        logged: (_computer, message, fields) => trace(index, `${message} ${JSON.stringify(fields ?? {})}`),
      },
    ),
  );
  const modes = createModeJudge({ timeline, oracle, computers, verdict });
  const notices = createNoticeJudge({ timeline, oracle, computers, verdict, isInformed: modes.isInformed });
  const moved = (): void => {
    for (const computer of computers) {
      modes.reaches(computer.index, reachOf(computer, service, oracle), timeline.nowMs());
      notices.hears(computer.index, canHear(computer, service) || isSpokenTo(computer));
      modes.lookSoon(computer.index);
    }
  };
  const sessions = createSessions({ computers, oracle, verdict, modes, notices, moved });
  return {
    ...{
      timeline,
      work,
      random,
      verdict,
      organisation,
      network,
      service,
      computers,
      oracle,
      modes,
      notices,
      sessions,
    },
    eventIds: new Map(),
    formerlyCached,
    moved,
    changed(personIds) {
      const affected = new Set(personIds);
      for (const { index } of computers) {
        if (!affected.has(oracle.computer(index).personId)) continue;
        modes.changed(index);
        notices.changed(index);
      }
      moved();
    },
    close: service.close,
  };
}

function judgeLive(network: Network, index: number, verdict: Verdict): void {
  const live = network
    .line(index)
    .connections()
    .map((connection) => connection.liveDevice())
    .filter((deviceId) => deviceId !== null);
  // Who signs in anew is another device; what the former left behind a dead link ends by itself (G3).
  const twice = live.find((deviceId, position) => live.indexOf(deviceId) !== position);
  if (twice !== undefined) verdict.fail('one live socket', `computer ${index} has two as ${twice}`);
}

/** Slower than this a connection takes longer than the five seconds of G2. */
const GOOD_LATENCY_MS = 300;

function reachOf(computer: Computer, service: ServiceProcess, oracle: Oracle): Reach {
  const { state, latency } = computer.line.path;
  if (!canHear(computer, service) || !oracle.computer(computer.index).signedIn) return 'none';
  if (latency.highMs > GOOD_LATENCY_MS) return 'none';
  return state === 'clear' ? 'channel' : 'poll';
}

/** A computer that fell asleep finds on waking what the service said before it noticed. */
const isSpokenTo = ({ line }: Computer): boolean =>
  line.connections().some((connection) => connection.liveDevice() !== null);

function canHear(computer: Computer, service: ServiceProcess): boolean {
  const { path } = computer.line;
  if (computer.device() === null || computer.power() === 'asleep' || !service.isUp()) return false;
  return !isSilent(path) && path.state !== 'refused';
}

/** Who is signed in where: a device may change that only when a person or the service asked for it. */
import type { Computer } from './computer.ts';
import type { ModeJudge } from './mode-judge.ts';
import type { NoticeJudge } from './notice-judge.ts';
import type { Oracle } from './oracle.ts';
import type { Verdict } from './verdict.ts';

export interface Sessions {
  readonly signIn: (computer: Computer, email: string) => void;
  readonly signOut: (computer: Computer) => void;
  /** The device said how it is. */
  readonly published: (index: number) => void;
  /** The registration that is signed in, or whose process died before it could forget; null: none. */
  readonly deviceId: (index: number) => string | null;
  /** Everything has been well for a minute: who is signed out has nothing left on disk. */
  readonly check: (index: number) => void;
}

interface Needs {
  readonly computers: readonly Computer[];
  readonly oracle: Oracle;
  readonly verdict: Verdict;
  readonly modes: ModeJudge;
  readonly notices: NoticeJudge;
  readonly moved: () => void;
}

interface Session {
  deviceId: string | null;
  /** Left, and still on the disk that refused to forget it: a process that starts now is this one again. */
  remainingId: string | null;
  /** What was asked for and may come true at any time, after a crash too. */
  asked: 'in' | 'out' | null;
  /** The process that was asked to sign out. */
  leavingLife: number;
}

export const SERVICE_URL = 'https://service.example';
export const PASSWORD = 'cloud-password';

export function createSessions({ computers, oracle, verdict, modes, notices, moved }: Needs): Sessions {
  const sessions: readonly Session[] = computers.map(() => ({
    deviceId: null,
    remainingId: null,
    asked: null,
    leavingLife: 0,
  }));
  const sessionOf = (index: number): Session => {
    const session = sessions[index];
    if (session === undefined) throw new RangeError(`there is no computer ${index}`);
    return session;
  };

  /** Product 4: nothing is left on disk after sign-out. */
  const isForgotten = (index: number): boolean => computers[index]?.disk.isEmpty('identity') !== false;

  const cameIn = (index: number, deviceId: string): void => {
    const session = sessionOf(index);
    const truth = oracle.computer(index);
    if (session.deviceId === deviceId) {
      if (truth.signedIn || computers[index]?.life() === session.leavingLife) return;
      // It died before it could forget: still signed in, and that is what is true again.
      truth.signedIn = true;
      session.asked = null;
    } else if (session.remainingId === deviceId) {
      session.deviceId = deviceId;
      truth.signedIn = true;
    } else {
      if (session.asked !== 'in') verdict.fail('session', `computer ${index} signed in by itself`);
      session.deviceId = deviceId;
      session.asked = null;
      truth.signedIn = true;
      truth.revoked = false;
      notices.registered(index, deviceId);
    }
    session.remainingId = null;
    modes.lost(index);
    modes.changed(index);
    moved();
  };
  const wentOut = (index: number): void => {
    const session = sessionOf(index);
    const truth = oracle.computer(index);
    if (!truth.signedIn) return;
    if (!truth.revoked && session.asked !== 'out')
      verdict.fail('session', `computer ${index} signed out by itself`);
    truth.signedIn = false;
    if (!isForgotten(index)) {
      if (computers[index]?.disk.isRefusing() !== true)
        verdict.fail('session', `computer ${index} kept what it had to forget`);
      session.remainingId = session.deviceId;
    }
    session.deviceId = null;
    moved();
  };
  return {
    deviceId: (index) => sessionOf(index).deviceId,
    signIn(computer, email) {
      const device = computer.device();
      if (device?.snapshot().session.state !== 'signed-out') return;
      sessionOf(computer.index).asked = 'in';
      void device.dispatch('session.signIn', { serviceUrl: SERVICE_URL, email, password: PASSWORD });
    },
    signOut(computer) {
      const device = computer.device();
      if (device?.snapshot().session.state !== 'signed-in') return;
      const session = sessionOf(computer.index);
      session.asked = 'out';
      session.leavingLife = computer.life();
      oracle.computer(computer.index).signedIn = false;
      notices.changed(computer.index);
      void device.dispatch('session.signOut', { unsent: 'keep' });
      moved();
    },
    published(index) {
      const snapshot = computers[index]?.snapshot();
      if (snapshot === undefined || snapshot === null) return;
      const { session } = snapshot;
      if (session.state === 'signed-in') cameIn(index, session.deviceId);
      else wentOut(index);
      modes.look(index);
    },
    check(index) {
      const isOut = computers[index]?.snapshot()?.session.state === 'signed-out';
      if (isOut && !isForgotten(index))
        verdict.fail('session', `computer ${index} still keeps what it had to forget`);
    },
  };
}

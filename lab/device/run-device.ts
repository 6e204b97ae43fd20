/** Runs a headless device from sign-in to its end: says what changes, does what it is told. */
import type { Device } from '../../electron/device/snapshot.ts';
import type { DeviceSnapshot } from '../../shared/bridge/snapshot.ts';
import { perform, readCommand } from './commands.ts';
import { linesBetween, noticeLine, problemLine } from './lines.ts';
import type { LineBody } from './lines.ts';
import type { DeviceOptions } from './options.ts';
import type { Notifier } from '../../electron/device/ports.ts';
import type { Lines } from './standard-input.ts';

export interface Speaker {
  readonly say: (bodies: readonly LineBody[]) => void;
}

/** Notices are on screen when they are on standard output. */
export function speakingNotifier(speaker: Speaker): Notifier {
  return {
    show: async (notice) => {
      speaker.say([noticeLine(notice)]);
    },
  };
}

/** Says every change of the device; answers with the way to stop. */
export function sayChanges(device: Device, speaker: Speaker): () => void {
  let said: DeviceSnapshot | null = null;
  const tell = (snapshot: DeviceSnapshot): void => {
    const before = said;
    said = snapshot;
    speaker.say(linesBetween(before, snapshot));
  };
  return device.subscribe(tell);
}

/** false: it could not sign in, and has said why. */
export async function signIn(
  device: Device,
  { serviceUrl, email }: DeviceOptions,
  password: string,
  speaker: Speaker,
): Promise<boolean> {
  const answer = await device.dispatch('session.signIn', { serviceUrl, email, password });
  if (!answer.ok) speaker.say([problemLine(answer.problem)]);
  return answer.ok;
}

/** A script gives the password at every start; it is needed at the first only. */
export function withoutPassword(lines: Lines): Lines {
  let isFirst = true;
  return {
    async next() {
      const line = await lines.next();
      const skip = isFirst && line !== null && !line.trimStart().startsWith('{');
      isFirst = false;
      return skip ? lines.next() : line;
    },
  };
}

/** Until `quit` or the end of input; `quit` answers true. */
export async function obey(device: Device, lines: Lines, speaker: Speaker): Promise<boolean> {
  for (let text = await lines.next(); text !== null; text = await lines.next()) {
    if (text.trim() === '') continue;
    const read = readCommand(text);
    if (!read.ok) speaker.say([read.line]);
    else if (read.command.do === 'quit') return true;
    else speaker.say(await perform(device, read.command));
  }
  return false;
}

/** The one guarded door from the window: sender, size and shape are checked before a handler sees anything (house style 8, security 17). */
import type { IpcMain, IpcMainInvokeEvent, WebFrameMain } from 'electron';
import {
  windowCalls,
  type CallAnswer,
  type CallInput,
  type CallProblem,
  type WindowCall,
} from '../../shared/bridge/calls.ts';
import { IPC } from '../../shared/bridge/window-api.ts';
import type { Log } from '../device/ports.ts';
import { fitsWithin, sizeLimitFor } from './call-size.ts';

export type CallHandlers = {
  readonly [Name in WindowCall]: (input: CallInput<Name>) => Promise<CallAnswer<Name>>;
};

export interface CallDoor {
  readonly handlers: CallHandlers;
  /** The page that may call: the main window's, as `scheme://host`. */
  readonly trustedOrigin: string;
  /** While the app quits, calls are refused without a word in the log. */
  readonly closing: () => boolean;
  readonly log: Log;
}

/** A page that asks faster than it is answered waits; more than this at once is no reader's doing. */
const callsAtOnce = 64;

type Sender = Pick<IpcMainInvokeEvent, 'senderFrame'>;

export function serveCalls(ipcMain: Pick<IpcMain, 'handle'>, door: CallDoor): void {
  const answer = createCallDoor(door);
  ipcMain.handle(IPC.call, (event, name: unknown, input: unknown) => answer(event, name, input));
}

/** Never throws and never rejects: whatever was sent, there is an answer. */
export function createCallDoor(
  door: CallDoor,
): (sender: Sender, name: unknown, input: unknown) => Promise<CallAnswer<WindowCall>> {
  let underway = 0;
  return async (sender, name, input) => {
    if (door.closing()) return refusal('closing', 'The app is closing.');
    if (!isTrusted(sender.senderFrame, door.trustedOrigin)) {
      door.log.write('warn', 'a call from a foreign frame was refused');
      return refusal('not-allowed', 'This page may not call the app.');
    }
    if (!isWindowCall(name)) return refusal('unknown-call', 'There is no such call.');
    if (underway >= callsAtOnce) return refusal('busy', 'Too many calls at once.', { retryAfterMs: 1000 });
    underway += 1;
    try {
      return await perform(door, name, input);
    } finally {
      underway -= 1;
    }
  };
}

/** The main window's own page: not null (its frame is gone), not a frame inside it (a mail), not another page. */
export function isTrusted(frame: WebFrameMain | null, trustedOrigin: string): boolean {
  if (frame === null) return false;
  try {
    return frame.parent === null && frame.origin === trustedOrigin;
  } catch {
    // A frame that goes away while it is looked at throws.
    return false;
  }
}

function isWindowCall(name: unknown): name is WindowCall {
  return typeof name === 'string' && Object.hasOwn(windowCalls, name);
}

async function perform(
  { handlers, log }: CallDoor,
  name: WindowCall,
  input: unknown,
): Promise<CallAnswer<WindowCall>> {
  if (!fitsWithin(input, sizeLimitFor(name))) return refusal('too-large', 'The call is too large.');
  const parsed = windowCalls[name].safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path[0];
    return refusal('bad-input', issue?.message ?? 'The input is not as expected.', {
      field: typeof field === 'string' ? field : null,
    });
  }
  // The schema of this very name has made it: what TypeScript cannot follow across the map.
  const handler = handlers[name] as (checked: unknown) => Promise<CallAnswer<WindowCall>>;
  try {
    return await handler(parsed.data);
  } catch (error) {
    // Its message may hold what was sent; the log gets the kind only.
    log.write('error', 'a call failed', { name, kind: error instanceof Error ? error.name : typeof error });
    return refusal('internal', 'Something in the app failed. Try again, or restart it.');
  }
}

export function refusal(
  code: string,
  message: string,
  { field = null, retryAfterMs = null }: Partial<Pick<CallProblem, 'field' | 'retryAfterMs'>> = {},
): { readonly ok: false; readonly problem: CallProblem } {
  return { ok: false, problem: { code, field, message, retryAfterMs } };
}

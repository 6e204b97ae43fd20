/** Keeps what is not sent before everything is wiped, or forgets it at the person's word. */
import type { CallProblem } from '../../../shared/bridge/calls.ts';
import { ok, refused, type Result } from '../../../shared/lib/result.ts';
import type { DevicePorts } from '../ports.ts';
import type { Owner } from './kept-port.ts';
import { readUnsent } from './unsent.ts';

type Needs = Pick<DevicePorts, 'records' | 'kept' | 'log'>;

/** How many messages and drafts are kept now; refused when they cannot be, so that nothing is wiped then. */
export async function keepUnsent(
  { records, kept, log }: Needs,
  owner: Owner,
): Promise<Result<number, CallProblem>> {
  try {
    const unsent = await readUnsent(records);
    if (unsent.records.length > 0) await kept.keep(owner, unsent.records);
    return ok(unsent.rows.length);
  } catch (cause) {
    log.write('error', 'what is not sent could not be kept', { cause: String(cause) });
    return refusal('keep-failed', 'what is not sent could not be kept on this computer');
  }
}

/** Of earlier sign-outs, too. */
export async function forgetKept(
  { kept, log }: Omit<Needs, 'records'>,
  owner: Owner,
): Promise<Result<number, CallProblem>> {
  try {
    await kept.forget(owner);
    return ok(0);
  } catch (cause) {
    log.write('error', 'kept mail could not be removed', { cause: String(cause) });
    return refusal('wipe-failed', 'what was kept on this computer could not be removed');
  }
}

function refusal(code: string, message: string): Result<never, CallProblem> {
  return refused({ code, message, field: null, retryAfterMs: null });
}

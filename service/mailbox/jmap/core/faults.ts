/** What is wrong with a request, in words for whoever writes a client: the first few faults say it. */
import { z } from 'zod';

/** A list of thousands is at fault thousands of times. */
const MAX_FAULTS = 10;

export function faultsOf({ issues }: z.ZodError): string {
  return z.prettifyError({ issues: issues.slice(0, MAX_FAULTS) });
}

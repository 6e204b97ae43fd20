/** How many connections may be open of whom nobody knows who they are; a process has about 20,000 file descriptors. */

export interface StrangerLimits {
  /** Of one client: half a company behind one address may come back at once, and proves itself in a second. */
  readonly perClient: number;
  /** In all: what is left belongs to devices and people that have proven themselves. */
  readonly inAll: number;
  /** So long a stranger may be slow before its place goes to another of the same client. */
  readonly graceMs: number;
}

export const STRANGER_LIMITS: StrangerLimits = { perClient: 2048, inAll: 8192, graceMs: 2000 };

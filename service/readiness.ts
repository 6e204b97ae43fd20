/** What the service cannot do at present: each capability knows of itself, and `/readyz` asks them all. */
import { fromMs } from '../shared/domain/instant.ts';

/** Whether requests belong elsewhere while it lasts: only where none can be answered here, as this may be the only instance. */
const TURNS_AWAY = {
  draining: true,
  'storage-unavailable': true,
  'mail-refused': false,
  'clock-in-doubt': false,
  'primary-unreachable': false,
  'smart-host-unreachable': false,
} as const satisfies Readonly<Record<string, boolean>>;

type ProblemCode = keyof typeof TURNS_AWAY;

export const PROBLEM_CODES = Object.keys(TURNS_AWAY) as [ProblemCode, ...ProblemCode[]];

/** Strangers may read it: no names, no addresses. */
export interface ReadinessProblem {
  readonly code: ProblemCode;
  readonly message: string;
  /** Absent: since it was first found. */
  readonly sinceMs?: number;
}

export const STOPPING: ReadinessProblem = { code: 'draining', message: 'The service is stopping.' };

/** What is wrong now; never rejects. */
export type ReadinessSource = () => readonly ReadinessProblem[] | Promise<readonly ReadinessProblem[]>;

export interface Readiness {
  readonly look: () => Promise<Found>;
}

interface Found {
  readonly turnsAway: boolean;
  readonly problems: readonly {
    readonly code: ProblemCode;
    readonly message: string;
    /** RFC 3339. */
    readonly since: string;
  }[];
}

export function createReadiness(nowMs: () => number, sources: readonly ReadinessSource[]): Readiness {
  let firstFoundMs: ReadonlyMap<ProblemCode, number> = new Map();
  return {
    async look() {
      const found = (await Promise.all(sources.map(async (source) => source()))).flat();
      const before = firstFoundMs;
      firstFoundMs = new Map(found.map(({ code }) => [code, before.get(code) ?? nowMs()]));
      return {
        turnsAway: found.some(({ code }) => TURNS_AWAY[code]),
        problems: found.map(({ code, message, sinceMs = firstFoundMs.get(code) ?? nowMs() }) => ({
          code,
          message,
          since: fromMs(sinceMs),
        })),
      };
    },
  };
}

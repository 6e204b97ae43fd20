/** Lets a few pieces of work run at a time; of those that wait the lowest rank is next, and of equals the first that came. */

export interface RankedTurns {
  /** null: too many of lower rank waited, the work was not begun. */
  readonly run: <Value>(rank: number, work: () => Promise<Value>) => Promise<Value | null>;
}

interface Waiting {
  readonly rank: number;
  readonly decide: (may: boolean) => void;
}

export function createRankedTurns(atATime: number, mostWaiting: number): RankedTurns {
  let running = 0;
  const waiting: Waiting[] = [];
  const enter = (rank: number): boolean | Promise<boolean> => {
    if (running < atATime) {
      running += 1;
      return true;
    }
    return new Promise((decide) => {
      const behind = waiting.findIndex((other) => other.rank > rank);
      waiting.splice(behind === -1 ? waiting.length : behind, 0, { rank, decide });
      if (waiting.length > mostWaiting) waiting.pop()?.decide(false);
    });
  };
  const leave = (): void => {
    // The place is handed on rather than freed, so that nobody can slip in between.
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next.decide(true);
  };
  return {
    async run(rank, work) {
      if (!(await enter(rank))) return null;
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}

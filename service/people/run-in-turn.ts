/** Lets only so many pieces of work run at a time; the others wait their turn, in order. */
export type RunInTurn = <Value>(work: () => Promise<Value>) => Promise<Value>;

export function createTurns(atATime: number): RunInTurn {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= atATime) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // The place is handed on rather than freed, so that nobody can slip in between.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}

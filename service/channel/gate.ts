/** Lets a bounded number of pieces of work run at a time; the others wait in the order in which they came. */

export interface Gate {
  readonly run: <Value>(work: () => Promise<Value>) => Promise<Value>;
  readonly waitingCount: () => number;
}

export function createGate(limit: number): Gate {
  const waiting: (() => void)[] = [];
  let running = 0;
  const enter = (): Promise<void> => {
    if (running < limit) {
      running += 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      waiting.push(resolve);
    });
  };
  const leave = (): void => {
    // The place goes straight to the next in line, so that none who comes now gets in between.
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  return {
    waitingCount: () => waiting.length,
    async run(work) {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}

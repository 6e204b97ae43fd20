/** One thing after another: writes to a store never interleave, though each gives way to reads in between. */
export interface TaskQueue {
  readonly add: <Result>(task: () => Promise<Result>) => Promise<Result>;
}

export function createTaskQueue(): TaskQueue {
  let last: Promise<unknown> = Promise.resolve();
  return {
    add: (task) => {
      const result = last.then(task);
      // The next task runs whatever became of this one; whoever added it learns of its failure.
      last = result.catch(() => undefined);
      return result;
    },
  };
}

/** Makes a failing script short: fewer actions and fewer computers, as long as the same rule breaks. */
import type { Action } from './action.ts';
import type { Outcome } from './run.ts';
import type { Script } from './script.ts';

type Run = (script: Script) => Promise<Outcome>;

/** A run takes seconds; a script that is not quite the shortest, and a few minutes, are enough. */
const MAX_RUNS = 250;
const MAX_MS = 180_000;

export interface Shortened {
  readonly script: Script;
  /** How far it came, for a person. */
  readonly effort: string;
}

/** Delta debugging (Zeller 2002): takes away ever smaller pieces. */
export async function shrink(script: Script, broken: Outcome, run: Run): Promise<Shortened> {
  const beganMs = performance.now();
  const rule = broken.violation?.rule;
  let runs = 0;
  const isSpent = (): boolean => runs >= MAX_RUNS || performance.now() - beganMs > MAX_MS;
  const stillBreaks = async (actions: readonly Action[]): Promise<boolean> => {
    if (isSpent()) return false;
    runs += 1;
    return (await run({ ...script, actions })).violation?.rule === rule;
  };
  let actions = script.actions.filter(({ atMs }) => atMs <= broken.atMs);
  for (const without of removals(script)) {
    const fewer = actions.filter(without);
    if (fewer.length < actions.length && (await stillBreaks(fewer))) actions = fewer;
  }
  for (let size = Math.ceil(actions.length / 2); size >= 1 && !isSpent(); size = Math.floor(size / 2)) {
    for (let start = 0; start < actions.length;) {
      const fewer = [...actions.slice(0, start), ...actions.slice(start + size)];
      if (await stillBreaks(fewer)) actions = fewer;
      else start += size;
    }
  }
  const end = isSpent() ? 'the budget ended' : 'none can be left out';
  const effort = `${actions.length} of ${script.actions.length} actions after ${runs} runs: ${end}`;
  return { script: { ...script, actions }, effort };
}

/** What can be left out in one go: all that happens to one computer. */
function removals({ computers }: Script): readonly ((action: Action) => boolean)[] {
  return Array.from(
    { length: computers },
    (_, index) =>
      ({ deed }: Action) =>
        !('computer' in deed) || deed.computer !== index,
  );
}

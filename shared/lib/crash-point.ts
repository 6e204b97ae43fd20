/** Named places where a test kills the process, as `name` or, for the second time there, `name:2` (guarantees, "Crash points"). */

export type CrashPoints<Name extends string> = (name: Name) => void;

export const NO_CRASH_POINTS: CrashPoints<string> = () => undefined;

/** `die` ends the process at once, with nothing tidied up. */
export function armCrashPoint<Name extends string>(
  armed: string | undefined,
  die: () => void,
): CrashPoints<Name> {
  if (armed === undefined) return NO_CRASH_POINTS;
  const [wanted, count = 1] = armed.split(':');
  let remaining = Number(count);
  return (name) => {
    if (name !== wanted) return;
    remaining -= 1;
    if (remaining === 0) die();
  };
}

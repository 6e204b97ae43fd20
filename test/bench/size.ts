/** How large a benchmark is: as its figures need it, or in its shortest form, which only shows that it runs. */
import process from 'node:process';

/** Set before a benchmark is loaded, which asks for its sizes then; its own processes see it too. */
export const SHORT_VARIABLE = 'CONTINUITY_BENCH_SHORT';

/** `whole` is what the figures in GUARANTEES.md are made with; what `short` gives means nothing. */
export function sized<Size>(whole: Size, short: Size): Size {
  return process.env[SHORT_VARIABLE] === undefined ? whole : short;
}

/** How large a simulated organisation is, and for how long it is looked at. */

export interface Size {
  readonly computers: number;
  readonly days: number;
}

export const everyComputer = ({ computers }: Size): readonly number[] =>
  Array.from({ length: computers }, (_, index) => index);

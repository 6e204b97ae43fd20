/** Says when something has stood still for too long. */
import { STANDSTILL_MS } from './until-so.ts';

export interface Patience {
  /** Something has moved. */
  readonly renew: () => void;
  readonly end: () => void;
}

export function createPatience(isAtItsEnd: () => void): Patience {
  const begin = (): NodeJS.Timeout => setTimeout(isAtItsEnd, STANDSTILL_MS);
  let timer = begin();
  const end = (): void => {
    clearTimeout(timer);
  };
  return {
    end,
    renew() {
      end();
      timer = begin();
    },
  };
}

/** Chance from a seed: the same seed gives the same run, and each part draws from a stream of its own. */

export interface Random {
  /** Uniform in [0, 1). */
  readonly uniform: () => number;
  /** Whole, from `low` to `high`, both included. */
  readonly whole: (low: number, high: number) => number;
  readonly chance: (probability: number) => boolean;
  /** Throws a RangeError for an empty list. */
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** Opaque, and never the same twice. */
  readonly id: () => string;
}

/** By the name of a stream: what one part draws does not move what another one gets. */
export function createRandom(seed: number, stream: string): Random {
  const uniform = generator(seed, stream);
  const whole: Random['whole'] = (low, high) => low + Math.floor(uniform() * (high - low + 1));
  let lastId = 0;
  return {
    uniform,
    whole,
    chance: (probability) => uniform() < probability,
    pick(items) {
      const item = items[whole(0, items.length - 1)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    id: () => `${stream}.${(lastId += 1)}`,
  };
}

/** Mulberry32: small, fast, and good enough to choose faults by. */
function generator(seed: number, stream: string): () => number {
  let state = hash(`${seed} ${stream}`);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

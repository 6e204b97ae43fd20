/** A typed list of listeners for one kind of value; subscribing returns the way to stop. */
export type Stop = () => void;

export interface Emitter<Value> {
  readonly subscribe: (listener: (value: Value) => void) => Stop;
  readonly emit: (value: Value) => void;
}

export function createEmitter<Value>(): Emitter<Value> {
  const listeners = new Set<(value: Value) => void>();
  return {
    subscribe(listener) {
      const own = (value: Value): void => {
        listener(value);
      };
      listeners.add(own);
      return () => listeners.delete(own);
    },
    emit(value) {
      for (const listener of [...listeners]) listener(value);
    },
  };
}

/** Calls on their way to the device's process, by number (house style 22). */
import type { CallAnswer, CallProblem, DeviceProcessCall } from '../../shared/bridge/calls.ts';

export interface PendingCalls {
  /** Takes the next number and waits for its answer. */
  readonly begin: <Name extends DeviceProcessCall>(
    name: Name,
  ) => { readonly id: number; readonly answer: Promise<CallAnswer<Name>> };
  /** An answer whose number nobody waits for is dropped. */
  readonly settle: (id: number, answer: CallAnswer<DeviceProcessCall>) => void;
  /** Answers all that wait: whoever should have answered is gone. */
  readonly failAll: (problem: CallProblem) => void;
}

export function createPendingCalls(): PendingCalls {
  const waiting = new Map<number, (answer: CallAnswer<DeviceProcessCall>) => void>();
  let lastId = 0;
  return {
    begin<Name extends DeviceProcessCall>() {
      lastId += 1;
      const id = lastId;
      const answer = new Promise<CallAnswer<Name>>((resolve) => {
        // The other side answers a call by its name's handler, so the answer is of that name.
        waiting.set(id, (value) => {
          resolve(value as CallAnswer<Name>);
        });
      });
      return { id, answer };
    },
    settle(id, answer) {
      waiting.get(id)?.(answer);
      waiting.delete(id);
    },
    failAll(problem) {
      for (const settle of waiting.values()) settle({ ok: false, problem });
      waiting.clear();
    },
  };
}

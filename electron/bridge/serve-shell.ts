/** The device process's side of the way to the shell: answers its calls in their order of arrival, each by number. */
import type { CallAnswer, CallInput, DeviceProcessCall } from '../../shared/bridge/calls.ts';
import type { Log } from '../device/ports.ts';
import type { CallRequest, FromDevice } from './process-messages.ts';
import { refusal } from './serve-calls.ts';

export type DeviceProcessHandlers = {
  readonly [Name in DeviceProcessCall]: (input: CallInput<Name>) => Promise<CallAnswer<Name>>;
};

/** Never rejects: a handler that fails is an answer too, and a line in the log that tells nothing of the input. */
export function createShellServer(
  handlers: DeviceProcessHandlers,
  send: (message: FromDevice) => void,
  log: Log,
): (request: CallRequest) => Promise<void> {
  return async (request) => {
    const { id, name } = request;
    try {
      send({ kind: 'answer', id, answer: await answerTo(handlers, request) });
    } catch (error) {
      log.write('error', 'a call failed', { name, kind: error instanceof Error ? error.name : typeof error });
      send({ kind: 'answer', id, answer: refusal('internal', 'Something in the device failed. Try again.') });
    }
  };
}

function answerTo(
  handlers: DeviceProcessHandlers,
  { name, input }: CallRequest,
): Promise<CallAnswer<DeviceProcessCall>> {
  // Name and input belong together in every request; TypeScript does not follow that through a union.
  const handler = handlers[name] as (input: unknown) => Promise<CallAnswer<DeviceProcessCall>>;
  return handler(input);
}

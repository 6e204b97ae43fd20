/** The guarded door between window and shell, with anything that a structured clone can carry (security 17). */
import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { createCallDoor, type CallHandlers, type CallDoor } from '../../../electron/bridge/serve-calls.ts';
import { placeFor, WINDOW_SIZE } from '../../../electron/shell/window-place.ts';
import { deviceProcessCalls, windowCalls, type WindowCall } from '../../../shared/bridge/calls.ts';
import { jsonBytes, textOf } from '../harness/bytes.ts';
import { promise, type FuzzTarget } from '../harness/fuzz-target.ts';

type Sender = Parameters<ReturnType<typeof createCallDoor>>[0];

const ORIGIN = 'app://main';
// Electron's own class cannot be made outside Electron; the door looks at these two only.
const PAGE = { senderFrame: { origin: ORIGIN, parent: null } } as unknown as Sender;
const HASH_BYTES = 4;
const NAMES = Object.keys(windowCalls) as readonly WindowCall[];

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
});
const likely = fc.oneof(
  fc.record({ id: fc.string(), index: fc.integer(), html: fc.string() }),
  fc.record({ serviceUrl: fc.webUrl(), email: fc.emailAddress(), password: fc.string() }),
  fc.record({ kind: fc.constantFrom('file', 'passphrase'), passphrase: fc.string({ maxLength: 20 }) }),
  fc.record({
    mailbox: fc.constantFrom('inbox', 'sent'),
    unreadOnly: fc.boolean(),
    offset: fc.nat(),
    limit: fc.nat(),
  }),
  fc.record({ text: fc.string(), limit: fc.integer() }),
  fc.record({ theme: fc.constantFrom('dark', 'pink'), notificationsPausedUntil: fc.option(fc.string()) }),
  fc.record({
    bounds: fc.record({ x: fc.integer(), y: fc.integer(), width: fc.integer(), height: fc.integer() }),
    maximised: fc.boolean(),
  }),
  fc.record({ url: fc.oneof(fc.webUrl(), fc.string()) }),
);
const names = fc.oneof(fc.constantFrom(...NAMES), fc.string());
/** `[name, input]`, with everything that a pipe between processes carries, or in plain JSON, which can be mutated. */
const clonedCalls = fc.tuple(names, anything).map((call) => serialised(call));
const jsonCalls = jsonBytes(fc.tuple(names, likely));

export const target: FuzzTarget = {
  seeds: fc.sample(jsonCalls, { numRuns: 100, seed: 1 }),
  grammar: fc.oneof(clonedCalls, jsonCalls),
  words: NAMES,
  open: async () => {
    const door = openDoor();
    return { run: (input) => check(door, input), close: async () => undefined };
  },
};

interface Door {
  readonly answer: ReturnType<typeof createCallDoor>;
  /** What got through since it was asked last. */
  readonly reached: () => readonly (readonly [WindowCall, unknown])[];
}

function openDoor(): Door {
  let reached: (readonly [WindowCall, unknown])[] = [];
  const handle = (name: WindowCall) => async (input: unknown) => {
    reached.push([name, input]);
    return { ok: true, value: null };
  };
  const handlers = Object.fromEntries(NAMES.map((name) => [name, handle(name)])) as unknown as CallHandlers;
  const log: CallDoor['log'] = { write: () => undefined };
  return {
    answer: createCallDoor({ handlers, trustedOrigin: ORIGIN, closing: () => false, log }),
    reached: () => {
      const taken = reached;
      reached = [];
      return taken;
    },
  };
}

async function check(door: Door, input: Uint8Array): Promise<void> {
  const call = callIn(input);
  if (!Array.isArray(call)) return;
  const [name, content] = call as readonly unknown[];
  const answer = await door.answer(PAGE, name, content);
  if (!answer.ok)
    promise(answer.problem.code !== 'internal' && answer.problem.message !== '', answer.problem.code);
  for (const [reachedName, checked] of door.reached()) {
    promise(reachedName === name, `${String(name)} reached ${reachedName}`);
    promise(
      windowCalls[reachedName].safeParse(checked).success,
      `${reachedName} got what its schema refuses`,
    );
  }
  // The device process looks at what comes to it by the same schemas.
  for (const schema of Object.values(deviceProcessCalls)) schema.safeParse(content);
  const { bounds } = placeFor(content, [{ x: 0, y: 0, width: 1920, height: 1080 }]);
  promise(bounds === null || bounds.width >= WINDOW_SIZE.minWidth, 'a window too small to use');
}

/** As the pipe carries it, behind its own hash. */
function serialised(call: unknown): Uint8Array {
  const clone = cloneOf(call);
  return Buffer.concat([hashOf(clone), clone]);
}

function cloneOf(call: unknown): Buffer {
  try {
    return serialize(call);
  } catch {
    // Functions and the like cannot be sent: Electron refuses them too.
    return serialize(['link.retryNow', undefined]);
  }
}

/**
 * A clone where the hash is right, else JSON: a clone that was changed is not for us to read. V8's own reader takes ten
 * seconds and gigabytes for some 500 bytes that name a huge array.
 */
function callIn(input: Uint8Array): unknown {
  const clone = input.subarray(HASH_BYTES);
  if (hashOf(clone).equals(input.subarray(0, HASH_BYTES))) return deserialize(clone);
  try {
    return JSON.parse(textOf(input));
  } catch {
    return undefined;
  }
}

function hashOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest().subarray(0, HASH_BYTES);
}

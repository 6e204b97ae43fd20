/** Frames of the device channel, as either end reads them (interfaces 3; G18). */
import fc from 'fast-check';
import { readFrame } from '../../../electron/device/connection/frames.ts';
import { pollAnswerSchema } from '../../../shared/protocol/poll.ts';
import { parseDown, parseUp, type FrameProblem } from '../../../shared/protocol/parse-frame.ts';
import type { Result } from '../../../shared/lib/result.ts';
import { anyText, jsonBytes, textOf, bytesOf } from '../harness/bytes.ts';
import { seedFiles, seedTexts } from '../harness/corpora.ts';
import { promise, type FuzzTarget } from '../harness/fuzz-target.ts';
import { pollAnswers, downMessages, upMessages } from '../grammars/channel.ts';

/** `bye` and close frames carry a reason of at most 123 bytes (RFC 6455 5.5). */
const MAX_REASON_BYTES = 123;

export const target: FuzzTarget = {
  seeds: [
    ...seedTexts('bad-inputs/ws-messages.json').map(bytesOf),
    ...seedFiles(['jsontestsuite'], /\.json$/),
    ...fc.sample(upMessages, { numRuns: 20, seed: 1 }).map((message) => bytesOf(JSON.stringify(message))),
    ...fc.sample(downMessages, { numRuns: 40, seed: 1 }).map((message) => bytesOf(JSON.stringify(message))),
  ],
  grammar: fc.oneof(
    jsonBytes(upMessages),
    jsonBytes(downMessages),
    jsonBytes(pollAnswers),
    jsonBytes(fc.jsonValue()),
    anyText.map(bytesOf),
  ),
  words: [
    ...[
      '"type"',
      '"authenticate"',
      '"report"',
      '"receipt"',
      '"time"',
      '"welcome"',
      '"event"',
      '"token"',
      '"bye"',
    ],
    ...['"snapshot":null', '"revision":-1', '"epoch"', '"2026-11-23T09:00:00.000Z"', '"serverTime"'],
  ],
  open: async () => ({ run: check, close: async () => undefined }),
};

function check(input: Uint8Array): void {
  const text = textOf(input);
  checkParse(parseUp, text);
  checkParse(parseDown, text);
  const frame = readFrame(text);
  if (frame.kind === 'bad')
    promise(Buffer.byteLength(frame.reason) <= MAX_REASON_BYTES, `a reason of ${frame.reason.length} units`);
  pollAnswerSchema.safeParse(jsonOrText(text));
}

function checkParse(parse: (text: string) => Result<unknown, FrameProblem>, text: string): void {
  const parsed = parse(text);
  if (!parsed.ok) {
    const { code, pointer, message } = parsed.problem;
    promise(message !== '', `${code} at ${pointer} has no words`);
    promise(pointer === '' || pointer.startsWith('/'), `${pointer} is no JSON pointer`);
    return;
  }
  const again = parse(JSON.stringify(parsed.value));
  // As text: JSON has a -0 that it does not write.
  promise(
    again.ok && JSON.stringify(again.value) === JSON.stringify(parsed.value),
    'a message is not read back as it was written',
  );
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Any value may come.
    return text;
  }
}

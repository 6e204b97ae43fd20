/** Tests reading `text/event-stream` in whatever pieces it comes. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEventStreamParser } from '../../../../renderer/console/live/event-stream.ts';

const STREAM =
  ': alive\n\ndata: {"kind":"group"}\r\n\r\nevent: x\ndata:one\ndata: two\nid: 4\n\n: alive\n\ndata: never ended';

test('data of complete events, lines joined; comments and other fields say nothing', () => {
  expect(read([STREAM])).toEqual(['{"kind":"group"}', 'one\ntwo']);
});

test('however it is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(STREAM.length)), (cuts) => {
      const sorted = [0, ...cuts.sort((a, b) => a - b), STREAM.length];
      const pieces = sorted.slice(1).map((end, at) => STREAM.slice(sorted[at], end));
      expect(read(pieces)).toEqual(read([STREAM]));
    }),
  );
});

function read(pieces: readonly string[]): string[] {
  const received: string[] = [];
  const parse = createEventStreamParser((data) => received.push(data));
  for (const piece of pieces) parse(piece);
  return received;
}

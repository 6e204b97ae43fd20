/** How large a call's input may be, judged before anything else looks at it. */
import { MAX_FILES_BYTES } from '../../shared/bridge/compose.ts';
import type { WindowCall } from '../../shared/bridge/calls.ts';

/** Characters and values together; the largest ordinary input is a search text or a link. */
const ordinaryLimit = 16_384;
/** One sanitised mail document; its schema has the exact limit. */
const documentLimit = 8_500_000;
/** A draft as plain text and as HTML; an attached file. Their schemas have the exact limits. */
const draftLimit = 2_500_000;
const fileLimit = MAX_FILES_BYTES + ordinaryLimit;
const LARGE: Partial<Record<WindowCall, number>> = {
  'mail.present': documentLimit,
  'draft.save': draftLimit,
  'draft.attach': fileLimit,
};
const depthLimit = 8;

export function sizeLimitFor(name: WindowCall): number {
  return LARGE[name] ?? ordinaryLimit;
}

/** Counts strings by their length and everything else as one; stops as soon as the limit is passed. */
export function fitsWithin(input: unknown, limit: number): boolean {
  let left = limit;
  const takes = (value: unknown, depth: number): boolean => {
    left -= typeof value === 'string' ? value.length + 1 : 1;
    if (left < 0 || depth > depthLimit) return false;
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
      left -= value.byteLength;
      return left >= 0;
    }
    if (typeof value !== 'object' || value === null) return true;
    if (value instanceof Map || value instanceof Set) return takes([...value], depth + 1);
    return Object.entries(value).every(([key, inner]) => {
      left -= key.length;
      return left >= 0 && takes(inner, depth + 1);
    });
  };
  return takes(input, 0);
}

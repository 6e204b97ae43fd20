/** Lengths and sizes that product and interfaces set, each counted the same way in form, API and database. */

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Characters as a person counts them: grapheme clusters (product 1). */
export function countCharacters(text: string): number {
  // Printable ASCII is one cluster a code unit; the common case needs no segmentation.
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  return Array.from(segmenter.segment(text)).length;
}

/** Grapheme clusters per field of a continuity event (product 1). */
export const TEXT_LIMITS = {
  /** Not set by the product; a line of the events list. */
  description: 120,
  notes: 500,
  startMessage: 250,
  endMessage: 250,
  startSms: 120,
  endSms: 120,
} as const;

/**
 * UTF-16 units allowed per character counted: a cluster may stack combining marks without end,
 * and 250 "characters" must still fit a frame.
 */
export const UNITS_PER_CHARACTER = 16;

/** The start SMS may go out up to 24 hours before the start (product 1). */
export const MAX_SMS_LEAD_MINUTES = 24 * 60;

/** A frame of the device channel, in bytes (interfaces 3). */
export const MAX_FRAME_BYTES = 64 * 1024;

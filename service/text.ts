/** Text that people typed: cleaned the same way wherever it comes in, counted as they count it. */
import { countCharacters, UNITS_PER_CHARACTER } from '../shared/domain/limits.ts';
import type { FieldProblem } from './refusal.ts';

// Controls, but for tab and line feed.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu;
const LINE_CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/gu;
// Embeddings, overrides and isolates turn the text around them; zero-width space and byte-order mark hide in it.
// Joiners and the plain direction marks stay: languages need them.
const DECEIVING = /[\u202a-\u202e\u2066-\u2069\u200b\ufeff]/gu;

/** Half a surrogate pair is no character; SQLite and JSON would each make something else of it. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** Several lines are fine. */
export function cleanText(text: string): string {
  return wellFormed(text).replace(/\r\n?/gu, '\n').replace(CONTROLS, '').replace(DECEIVING, '').trim();
}

/** One line. */
export function cleanLine(text: string): string {
  return wellFormed(text).replace(LINE_CONTROLS, '').replace(DECEIVING, '').trim();
}

/** Whether the text is longer than so many grapheme clusters, or hides more than so many could hold. */
export function isTooLong(text: string, maxCharacters: number): boolean {
  if (text.length > maxCharacters * UNITS_PER_CHARACTER) return true;
  return countCharacters(text) > maxCharacters;
}

export function tooLong(pointer: string, maxCharacters: number): FieldProblem {
  const message = `must have at most ${String(maxCharacters)} characters`;
  return { pointer, code: 'too-long', message, limit: maxCharacters };
}

export function required(pointer: string): FieldProblem {
  return { pointer, code: 'required', message: 'must not be empty' };
}

/** The problems of a text that must be there. */
export function checkRequiredText(pointer: string, text: string, maxCharacters: number): FieldProblem[] {
  if (text === '') return [required(pointer)];
  return isTooLong(text, maxCharacters) ? [tooLong(pointer, maxCharacters)] : [];
}

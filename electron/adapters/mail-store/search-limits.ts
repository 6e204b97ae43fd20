/** Bounds of a search, the same in every store. */

/** Nobody types more words than this to find a mail; a pasted page would only cost time. */
export const MAX_QUERY_WORDS = 16;

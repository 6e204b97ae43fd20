/** The name of the revision mark's file in the data folder. */
export const MARK_FILE = 'revision-mark.json';

/** The service's own time, as it was last known. */

export interface ClockTables {
  /** At most one row. */
  serviceClock: {
    id: 1;
    /** Milliseconds UTC, without what a lab adds. */
    serviceMs: number;
    /** How long the computer had been running then, milliseconds. */
    elapsedMs: number;
    /** Of the computer's start at that time. */
    bootId: string | null;
  };
}

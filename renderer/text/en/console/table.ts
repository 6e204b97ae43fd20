/** English: what every table of the console says. */
export const table = {
  all: 'All',
  clear: 'Clear filters',
  exporting: 'Exporting …',
  exportAs: 'Export {{format}}',
  typeToFind: 'Type a name or an address.',
  loading: 'Reading …',
  nothingFound: 'Nothing matches',
  nothingFoundHelp: 'Search for something else, or clear the filters.',
  retry: 'Try again',
  stale: 'Shown as of {{time}}. {{problem}}',
} as const;

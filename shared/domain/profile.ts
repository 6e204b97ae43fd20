/** Outlook's connection states, OlExchangeConnectionMode, and which of them are cached (product 3). */

export const CONNECTION_MODES = [0, 100, 200, 300, 400, 500, 600, 700, 800] as const;
export type ConnectionMode = (typeof CONNECTION_MODES)[number];

/** Names as in Outlook's object model, without the `ol` prefix. */
export const CONNECTION_MODE_NAMES = {
  0: 'none',
  100: 'offline',
  200: 'cached-offline',
  300: 'disconnected',
  400: 'cached-disconnected',
  500: 'cached-connected-headers',
  600: 'cached-connected-drizzle',
  700: 'cached-connected-full',
  800: 'online',
} as const satisfies Readonly<Record<ConnectionMode, string>>;

/** Use Cached Exchange Mode is on in 200 and in 400 to 700. */
export function isCachedMode(mode: ConnectionMode): boolean {
  return mode === 200 || (mode >= 400 && mode <= 700);
}

/** The state that the profile goes to when a person switches Use Cached Exchange Mode. */
export function connectionModeFor(cached: boolean): ConnectionMode {
  return cached ? 700 : 800;
}

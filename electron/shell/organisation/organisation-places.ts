/** Where an organisation's settings lie, by platform: only administrators can write there. */

export interface OrganisationPlaces {
  readonly file: string;
  /** A program that prints the policy, and what it prints; null: this platform has none. */
  readonly policy: {
    readonly place: string;
    readonly program: string;
    readonly args: readonly string[];
    readonly prints: 'registry' | 'json';
  } | null;
}

const NAME = 'Continuity Companion';
export const REGISTRY_KEY = `HKLM\\Software\\Policies\\${NAME}`;
/** The app's own identifier, under which a profile's settings are kept. */
const MAC_PLIST = '/Library/Managed Preferences/org.continuity-companion.desktop.plist';

export function organisationPlaces(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): OrganisationPlaces {
  switch (platform) {
    case 'win32':
      return {
        file: `${env['ProgramData'] ?? 'C:\\ProgramData'}\\${NAME}\\settings.json`,
        policy: {
          place: REGISTRY_KEY,
          // By its whole path: what else is called so must not answer for it.
          program: `${env['SystemRoot'] ?? 'C:\\Windows'}\\System32\\reg.exe`,
          args: ['query', REGISTRY_KEY],
          prints: 'registry',
        },
      };
    case 'darwin':
      return {
        file: `/Library/Application Support/${NAME}/settings.json`,
        policy: {
          place: MAC_PLIST,
          program: '/usr/bin/plutil',
          args: ['-convert', 'json', '-o', '-', MAC_PLIST],
          prints: 'json',
        },
      };
    default:
      return { file: '/etc/continuity-companion/settings.json', policy: null };
  }
}

/** Reads the command line that started the app: an allow-list, and everything else is ignored (security, "argv allow-list"). */
import path from 'node:path';
import { isLink } from './enrolment/enrol-link.ts';

export interface LaunchArguments {
  /** Absolute; null: the platform's own place. */
  readonly userDataDir: string | null;
  /** Started at log-in: into the tray, without a window. */
  readonly hidden: boolean;
  /** Chromium's sandbox was switched off; only a developer or CI running as root has a reason to. */
  readonly withoutSandbox: boolean;
}

const USER_DATA_DIR = '--user-data-dir';

/** `argv` as the process has it; a relative folder is meant from `workingDir`. */
export function parseLaunchArguments(argv: readonly string[], workingDir: string): LaunchArguments {
  const folder = valueOf(argv, USER_DATA_DIR);
  return {
    userDataDir: folder === null ? null : path.resolve(workingDir, folder),
    hidden: argv.includes('--hidden'),
    withoutSandbox: argv.includes('--no-sandbox'),
  };
}

/** Both spellings: `--name=VALUE` and `--name VALUE`. */
function valueOf(argv: readonly string[], name: string): string | null {
  const joined = argv.find((word) => word.startsWith(`${name}=`));
  if (joined !== undefined) return nonEmpty(joined.slice(name.length + 1));
  const at = argv.indexOf(name);
  const next = at === -1 ? undefined : argv[at + 1];
  return next === undefined || next.startsWith('--') ? null : nonEmpty(next);
}

function nonEmpty(text: string): string | null {
  return text === '' ? null : text;
}

/**
 * What a packaged app takes from a command line beside its own two: how it looks and which way it draws. Every other switch
 * of Chromium's or Electron's (debugging ports, proxies, certificates that are not checked, features) is a way in or out.
 */
const HARMLESS_SWITCHES: ReadonlySet<string> = new Set([
  'user-data-dir',
  'hidden',
  'lang',
  'disable-gpu',
  'force-device-scale-factor',
  'force-high-contrast',
  'force-renderer-accessibility',
  'ozone-platform',
  'ozone-platform-hint',
  'gtk-version',
  'password-store',
]);

/** Why the app does not start like this, or null. A checkout takes what it is given: tests and developers need it. */
export function launchRefusal(
  argv: readonly string[],
  { packaged, platform }: { readonly packaged: boolean; readonly platform: NodeJS.Platform },
): string | null {
  if (!packaged) return null;
  const hasLink = argv.some(isLink);
  const foreign = argv
    .slice(1)
    .map((word) => switchName(word, platform))
    // Strangers write links: what comes along with one on a command line may be theirs too.
    .find((name) => name !== null && (hasLink || !HARMLESS_SWITCHES.has(name)));
  if (foreign === undefined || foreign === null) return null;
  if (hasLink) return `Continuity Companion does not start with a link and --${foreign} together.`;
  return `Continuity Companion does not run with --${foreign}: it shows mail from strangers. Start it without.`;
}

/** As Chromium reads it: one dash or two, on Windows a slash too and in any case; null: no switch. */
function switchName(word: string, platform: NodeJS.Platform): string | null {
  const isWindows = platform === 'win32';
  const [, name = null] = (isWindows ? /^(?:--?|\/)([^=]+)/ : /^--?([^=]+)/).exec(word) ?? [];
  // The Finder of older Macs numbers what it starts.
  if (name === null || /^psn_\d/.test(name)) return null;
  return isWindows ? name.toLowerCase() : name;
}

/** Reads the command line that started the app: an allow-list, and everything else is ignored (security, "argv allow-list"). */
import path from 'node:path';

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

/** Why the app does not start like this, or null (security 4: no release runs without the sandbox on Linux). */
export function launchRefusal(
  launch: LaunchArguments,
  { packaged, platform }: { readonly packaged: boolean; readonly platform: NodeJS.Platform },
): string | null {
  if (launch.withoutSandbox && packaged && platform === 'linux') {
    return 'Continuity Companion does not run with --no-sandbox: it shows mail from strangers. Start it without, and not as root.';
  }
  return null;
}

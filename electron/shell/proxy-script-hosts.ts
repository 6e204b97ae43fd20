/** Hosts at which the system has its proxy script (PAC): while Chromium looks up nobody else for pages, it must find these to read it. */
import { execFileSync } from 'node:child_process';
import { hostOf } from './console-host.ts';

type Environment = Readonly<Record<string, string | undefined>>;

interface Program {
  readonly program: string;
  readonly args: readonly string[];
}

/** Where a system has no address set, it may look for a script there (web proxy auto-discovery). */
const DISCOVERY_HOST = 'wpad';
/** The start waits for it; each takes some milliseconds. */
const TELL_WITHIN_MS = 2_000;
const INTERNET_SETTINGS = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';

export function proxyScriptHosts(platform: NodeJS.Platform, env: Environment): readonly string[] {
  const told = programsThatTell(platform, env).map(printedBy);
  return [DISCOVERY_HOST, ...hostsIn([env['auto_proxy'] ?? '', ...told].join('\n'))];
}

/** Of every address that is written there. */
export function hostsIn(printed: string): readonly string[] {
  const addresses = printed.match(/https?:\/\/[^\s'",]+/gu) ?? [];
  return addresses.map((address) => hostOf(address)).filter((host) => host !== null);
}

function programsThatTell(platform: NodeJS.Platform, env: Environment): readonly Program[] {
  switch (platform) {
    case 'win32': {
      const program = `${env['SystemRoot'] ?? 'C:\\Windows'}\\System32\\reg.exe`;
      return [{ program, args: ['query', INTERNET_SETTINGS, '/v', 'AutoConfigURL'] }];
    }
    case 'darwin':
      return [{ program: '/usr/sbin/scutil', args: ['--proxy'] }];
    default:
      return env['XDG_CURRENT_DESKTOP'] === undefined ? [] : desktopPrograms();
  }
}

/** GNOME's and those that keep their settings with it, and KDE's. */
function desktopPrograms(): readonly Program[] {
  const key = ['--file', 'kioslaverc', '--group', 'Proxy Settings', '--key', 'Proxy Config Script'];
  return [
    { program: 'gsettings', args: ['get', 'org.gnome.system.proxy', 'autoconfig-url'] },
    { program: 'kreadconfig6', args: key },
    { program: 'kreadconfig5', args: key },
  ];
}

function printedBy({ program, args }: Program): string {
  try {
    return execFileSync(program, args, {
      encoding: 'utf8',
      timeout: TELL_WITHIN_MS,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    // It is not installed, or nothing is set.
    return '';
  }
}

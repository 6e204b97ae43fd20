// @ts-check
// Installs what Electron needs from the operating system, on Debian and Ubuntu; elsewhere a desktop brings it.
import { existsSync, readFileSync } from 'node:fs';
import { BuildError, findProgram, runQuietly } from '../run-command.mjs';

/**
 * Packages that Electron links against. Each entry lists the names one library has had; any of them will do.
 * Ubuntu 24.04 renamed several when its time_t became 64 bits wide.
 */
const electronLibraries = [
  ['libnss3'],
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libgbm1'],
  ['libasound2', 'libasound2t64'],
  // Loaded when the first notification is shown.
  ['libnotify4', 'libnotify4t64'],
];
// xvfb-run, for running a single test by hand, needs xauth.
const virtualDisplay = [['xvfb'], ['xauth']];
// What shows notifications where there is no desktop to do it, and the bus by which it is reached.
const notifications = [['dbus-x11', 'dbus-user-session'], ['dunst']];
// A machine without a display has next to no fonts, and mail comes in every script.
const fonts = [['fonts-droid-fallback'], ['fonts-noto-color-emoji']];

// What tests break networks, clocks and disks with, and other people's mail servers to meet; without them those tests are skipped.
const faultTools = [
  ['strace'],
  ['iproute2'],
  ['faketime'],
  ['postfix'],
  ['cyrus-imapd'],
  // Has the part of it that speaks JMAP.
  ['cyrus-caldav'],
  // What stands between devices and the service at a site.
  ['nginx'],
  ['haproxy'],
  ['tinyproxy'],
];

export function hasDisplay() {
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

function isDebianLike() {
  if (process.platform !== 'linux' || !existsSync('/etc/os-release')) return false;
  return (
    /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8')) &&
    findProgram('dpkg-query') !== undefined
  );
}

/** @returns {Set<string>} names of installed packages, among those asked for */
function installedAmong(/** @type {string[]} */ names) {
  // dpkg-query fails when one name is unknown, and still answers for the others.
  const { stdout } = runQuietly('dpkg-query', ['-W', '-f', '${db:Status-Abbrev}${Package}\n', ...names]);
  return new Set(
    stdout
      .split('\n')
      .filter((line) => line.startsWith('ii '))
      .map((line) => line.slice(3).trim()),
  );
}

/**
 * How to run a program as root.
 * @returns {string[] | undefined} words to put in front, undefined if there is no way
 */
function asRoot() {
  if (process.getuid?.() === 0) return [];
  return findProgram('sudo') === undefined ? undefined : ['sudo'];
}

/** @param {string[]} names names of one library */
function nameHere(names) {
  const known = names.find((name) => runQuietly('apt-cache', ['show', name]).ok);
  return known ?? names[0] ?? '';
}

/**
 * @param {string[]} prefix
 * @param {string[]} args
 */
function aptGet(prefix, args) {
  // Another apt may be at work, for example the daily one; it is waited for.
  const options = ['-q', '-o', 'Acquire::Retries=3', '-o', 'DPkg::Lock::Timeout=120'];
  const words = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...options, ...args];
  const { ok, stdout, stderr } = runQuietly(words[0] ?? 'env', words.slice(1));
  if (!ok) throw new BuildError(`apt-get ${args.join(' ')} failed:\n${stdout}${stderr}`);
}

/**
 * @param {(line: string) => void} say
 * @throws {BuildError} if apt-get fails
 */
export function ensureSystemLibraries(say) {
  if (!isDebianLike()) return;
  const wanted = [
    ...electronLibraries,
    ...(hasDisplay() ? [] : [...virtualDisplay, ...notifications, ...fonts]),
    ...(process.env['CONTINUITY_FAULT_TOOLS'] === undefined ? [] : faultTools),
  ];
  const installed = installedAmong(wanted.flat());
  const missing = wanted.filter((names) => !names.some((name) => installed.has(name)));
  if (missing.length === 0) return;
  const prefix = asRoot();
  const firstNames = missing.map((names) => names[0]).join(' ');
  if (!prefix) {
    say(
      `system libraries: not installed by apt: ${firstNames}. Going on without them, as this is neither root nor sudo.`,
    );
    return;
  }
  say(
    `system libraries: installing ${firstNames} with apt-get${prefix.length > 0 ? ' through sudo' : ''} (about a minute)`,
  );
  aptGet(prefix, ['update']);
  aptGet(prefix, ['install', '-y', '--no-install-recommends', ...missing.map(nameHere)]);
}

/**
 * Shared libraries that a program asks for and this machine does not have.
 * @param {string} executable
 * @returns {string[]}
 */
export function missingLibraries(executable) {
  if (process.platform !== 'linux') return [];
  const { stdout } = runQuietly('ldd', [executable]);
  return [...stdout.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
}

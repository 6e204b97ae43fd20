/** Where the session's D-Bus listens (D-Bus specification, "Server addresses"): the first place that a socket can be opened to. */

/** A path, or an abstract name that begins with NUL; null: there is no bus that could be asked. */
export function busSocket(env: Readonly<Record<string, string | undefined>>): string | null {
  const address = env['DBUS_SESSION_BUS_ADDRESS'];
  if (address !== undefined && address !== '') return firstSocket(address);
  const runtime = env['XDG_RUNTIME_DIR'];
  return runtime === undefined || runtime === '' ? null : `${runtime}/bus`;
}

function firstSocket(addresses: string): string | null {
  for (const address of addresses.split(';')) {
    const [, pairs = null] = /^unix:(.*)$/.exec(address) ?? [];
    const keys = new Map((pairs ?? '').split(',').map((pair) => split(pair)));
    const path = keys.get('path');
    const name = keys.get('abstract');
    if (path !== undefined) return path;
    if (name !== undefined) return `\0${name}`;
  }
  return null;
}

function split(pair: string): readonly [string, string] {
  const at = pair.indexOf('=');
  return [pair.slice(0, at), unescaped(pair.slice(at + 1))];
}

function unescaped(value: string): string {
  return value.replaceAll(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

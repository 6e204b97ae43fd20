/** Starts the app, into the tray, when the person logs in: a setting of theirs, off until they choose it. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import type { App } from 'electron';

export interface Autostart {
  readonly set: (enabled: boolean) => Promise<void>;
}

/** Only a packaged app can be started by the system; from a checkout this does nothing. */
export function createAutostart(
  app: Pick<App, 'isPackaged' | 'setLoginItemSettings' | 'getPath'>,
  platform: NodeJS.Platform,
): Autostart {
  return {
    async set(enabled) {
      if (!app.isPackaged) return;
      if (platform === 'linux') await setDesktopEntry(app.getPath('exe'), enabled);
      else app.setLoginItemSettings({ openAtLogin: enabled, args: ['--hidden'] });
    },
  };
}

/** The freedesktop Autostart specification's place. */
async function setDesktopEntry(executable: string, enabled: boolean): Promise<void> {
  const config = process.env['XDG_CONFIG_HOME'] ?? path.join(homedir(), '.config');
  const file = path.join(config, 'autostart', 'continuity-companion.desktop');
  if (!enabled) {
    await rm(file, { force: true });
    return;
  }
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, desktopEntry(executable));
}

export function desktopEntry(executable: string): string {
  // Quoted as the Desktop Entry specification asks: these four are escaped inside the quotes, percent is doubled.
  const quoted = executable.replaceAll(/["`$\\]/g, '\\$&').replaceAll('%', '%%');
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Continuity Companion',
    `Exec="${quoted}" --hidden`,
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

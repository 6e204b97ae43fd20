/** No menu bar, but the shortcuts that people expect from one. */
import { Menu, type MenuItemConstructorOptions } from 'electron';

/** Roles bring the platform's own keys; on macOS a menu bar is always there and these make it usable. */
export function installAppMenu(platform: NodeJS.Platform, packaged: boolean): void {
  const template: MenuItemConstructorOptions[] = [
    ...(platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        ...(packaged ? [] : [{ role: 'toggleDevTools' } as const, { role: 'reload' } as const]),
      ],
    },
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

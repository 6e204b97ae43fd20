/** The Linux autostart entry quotes the program's path as the Desktop Entry specification asks. */
import { expect, test } from 'vitest';
import { desktopEntry } from '../../../electron/shell/autostart.ts';

test.each([
  ['/opt/Continuity Companion/app', 'Exec="/opt/Continuity Companion/app" --hidden'],
  ['/opt/a"b$c`d\\e/app', 'Exec="/opt/a\\"b\\$c\\`d\\\\e/app" --hidden'],
  ['/opt/100%/app', 'Exec="/opt/100%%/app" --hidden'],
])('%s', (executable, line) => {
  expect(desktopEntry(executable).split('\n')).toContain(line);
});

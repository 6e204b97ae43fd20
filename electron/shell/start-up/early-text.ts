/** The shell's words before there are preferences: in the language of the system, or of `--lang`. */
import type { App } from 'electron';
import { shellText, type ShellText } from '../text/shell-text.ts';

export function earlyText(app: Pick<App, 'commandLine'>): ShellText {
  const asked = app.commandLine.getSwitchValue('lang');
  return shellText('system', asked === '' ? new Intl.DateTimeFormat().resolvedOptions().locale : asked);
}

/** Opens the guarded door for the window's calls. */
import { app, dialog, ipcMain, shell } from 'electron';
import { createCallHandlers } from '../bridge/call-handlers.ts';
import { serveCalls } from '../bridge/serve-calls.ts';
import { APP_ORIGIN } from './content-policy.ts';
import type { DeviceHost } from './device-host.ts';
import type { MainWindow } from './main-window.ts';
import { createLinkOpener } from './open-external.ts';
import type { ShellGround } from './shell-ground.ts';
import { createMailSaver, type MailSaver } from './save-mail.ts';

export function openDoor(
  ground: ShellGround,
  window: MainWindow,
  device: DeviceHost,
  openConsole: () => Promise<boolean>,
): void {
  const { log, lifecycle, documents, settings, text, enrolment } = ground;
  const handlers = createCallHandlers(device.call, {
    presentMail: documents.present,
    saveMail: mailSaver(ground, window),
    openLink: createLinkOpener({
      ask: async (question) => (await dialog.showMessageBox(window.window, question)).response,
      open: (url) => shell.openExternal(url),
      text,
    }),
    changeSettings: settings.change,
    answerEnrolment: enrolment.answer,
    minimise: window.minimise,
    toggleMaximise: window.toggleMaximise,
    close: window.close,
    quit: () => app.quit(),
    openConsole,
    keepProxyPassword: ground.passwords.keep,
  });
  serveCalls(ipcMain, { handlers, trustedOrigin: APP_ORIGIN, closing: lifecycle.quitting, log });
}

function mailSaver({ text, log }: ShellGround, window: MainWindow): MailSaver {
  return createMailSaver({
    async askWhere(defaultPath) {
      const { canceled, filePath } = await dialog.showSaveDialog(window.window, {
        title: text().save.title,
        defaultPath,
        properties: ['showOverwriteConfirmation', 'createDirectory'],
      });
      return canceled || filePath === '' ? null : filePath;
    },
    downloadsFolder: app.getPath('downloads'),
    platform: process.platform,
    markFailed: (reason) => log.write('warn', 'a saved file could not be marked as from outside', { reason }),
  });
}

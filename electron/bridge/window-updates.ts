/** Sends each update to the window that asked for them; only the main window's own page may ask. */
import type { IpcMain, WebContents } from 'electron';
import { IPC, type WindowUpdate } from '../../shared/bridge/window-api.ts';
import type { Stop } from '../../shared/lib/emitter.ts';
import { isTrusted } from './serve-calls.ts';

export interface UpdateSource {
  readonly current: () => WindowUpdate;
  readonly subscribe: (listener: (update: WindowUpdate) => void) => Stop;
}

export function sendUpdates(
  ipcMain: Pick<IpcMain, 'on'>,
  target: Pick<WebContents, 'send' | 'isDestroyed'>,
  source: UpdateSource,
  trustedOrigin: string,
): Stop {
  const send = (update: WindowUpdate): void => {
    if (!target.isDestroyed()) target.send(IPC.update, update);
  };
  ipcMain.on(IPC.subscribe, ({ senderFrame }) => {
    if (isTrusted(senderFrame, trustedOrigin)) send(source.current());
  });
  return source.subscribe(send);
}

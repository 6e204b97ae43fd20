/** The pipe between the page and the shell: two named functions, never the event or ipcRenderer (house style 9, security 20). */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { CallAnswer, CallInput, WindowCall } from '../shared/bridge/calls.ts';
import { IPC, type WindowApi, type WindowUpdate } from '../shared/bridge/window-api.ts';

const api: WindowApi = {
  async call<Name extends WindowCall>(name: Name, input: CallInput<Name>) {
    const answer: unknown = await ipcRenderer.invoke(IPC.call, name, input);
    return answer as CallAnswer<Name>;
  },
  subscribe(listener) {
    const pass = (_event: IpcRendererEvent, update: WindowUpdate): void => {
      listener(update);
    };
    ipcRenderer.on(IPC.update, pass);
    // Asks for the latest, which comes the same way.
    ipcRenderer.send(IPC.subscribe);
    return () => void ipcRenderer.off(IPC.update, pass);
  },
};

contextBridge.exposeInMainWorld('continuity', api);

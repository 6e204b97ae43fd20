// @ts-check
// Where the demo keeps its data: the platform's own place for a program's data.
import { homedir } from 'node:os';
import path from 'node:path';

function platformDataFolder() {
  if (process.platform === 'win32')
    return process.env['LOCALAPPDATA'] ?? path.join(homedir(), 'AppData/Local');
  if (process.platform === 'darwin') return path.join(homedir(), 'Library/Application Support');
  return process.env['XDG_DATA_HOME'] ?? path.join(homedir(), '.local/share');
}

const root = path.join(platformDataFolder(), 'continuity-companion', 'demo');

export const demoFolders = {
  root,
  service: path.join(root, 'service'),
  companion: path.join(root, 'companion'),
  serviceLog: path.join(root, 'service.log'),
  companionLog: path.join(root, 'companion.log'),
  readyFile: path.join(root, 'ready.json'),
};

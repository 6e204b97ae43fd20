/** Composition root of the shell: windows, tray, notifications, secrets; no rules. */
import path from 'node:path';
import { app, protocol } from 'electron';
import { closeWebRtc } from './shell/close-webrtc.ts';
import { createLifecycle } from './shell/app-lifecycle.ts';
import { knownHosts, resolverRules } from './shell/console-host.ts';
import { parseLaunchArguments, launchRefusal, type LaunchArguments } from './shell/launch-arguments.ts';
import { PRIVILEGED_SCHEMES } from './shell/app-protocol.ts';
import { createShellLog } from './shell/shell-log.ts';
import { runShell } from './shell/run-shell.ts';
import type { AppPlaces } from './shell/shell-ground.ts';
import { claimAppFolder } from './shell/start-up/claim-app-folder.ts';
import { explainTrouble } from './shell/start-up/explain-trouble.ts';

/** Beside this file, where the build puts them. */
const places: AppPlaces = {
  preloadFile: path.join(import.meta.dirname, 'preload.cjs'),
  deviceProcessFile: path.join(import.meta.dirname, 'device-process.js'),
  pagesFolder: path.join(import.meta.dirname, 'renderer'),
  iconFolder: path.join(import.meta.dirname, 'icons'),
};

const launch = parseLaunchArguments(process.argv, process.cwd());
const refusal = launchRefusal(process.argv, { packaged: app.isPackaged, platform: process.platform });

if (refusal !== null) {
  process.stderr.write(`${refusal}\n`);
  app.exit(2);
} else {
  const consoleHosts = prepare(launch);
  // Not awaited at the top: `ready` waits for this module to end.
  void begin(launch, consoleHosts);
}

/** What Electron takes only before it is ready. Answers with the hosts whose names pages can look up. */
function prepare({ userDataDir, withoutSandbox }: LaunchArguments): readonly string[] {
  app.setName('Continuity Companion');
  if (userDataDir !== null) app.setPath('userData', userDataDir);
  // Electron would take the developer's switch back half-way, and no process would start as root.
  if (!withoutSandbox) app.enableSandbox();
  // Pages need no network: what they show comes from app:// and the device's process. So no name is ever looked up for a mail;
  // the console's window alone has one service to reach.
  const consoleHosts = knownHosts(app.getPath('userData'), process.env['CONTINUITY_SERVICE'] ?? null);
  app.commandLine.appendSwitch('host-resolver-rules', resolverRules(consoleHosts));
  closeWebRtc(app);
  protocol.registerSchemesAsPrivileged(PRIVILEGED_SCHEMES);
  return consoleHosts;
}

async function begin(given: LaunchArguments, consoleHosts: readonly string[]): Promise<void> {
  const claim = await claimAppFolder(app.getPath('userData'));
  switch (claim.kind) {
    case 'ours':
      start(given, consoleHosts);
      return;
    case 'running':
      app.quit();
      return;
    case 'left':
      app.exit(1);
      return;
    case 'trouble':
      await explainTrouble(claim.trouble);
  }
}

function start({ hidden }: LaunchArguments, consoleHosts: readonly string[]): void {
  const log = createShellLog(app.getPath('userData'));
  const lifecycle = createLifecycle(app, log);
  void app
    .whenReady()
    .then(() => {
      runShell({ hidden, places, consoleHosts, lifecycle, log });
    })
    .catch((error: unknown) => {
      log.write('error', 'the app could not start', { error: String(error) });
      app.exit(1);
    });
}

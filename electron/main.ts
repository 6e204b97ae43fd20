/** Composition root of the shell: windows, tray, notifications, secrets; no rules. */
import path from 'node:path';
import { app, protocol } from 'electron';
import { closeWebRtc } from './shell/close-webrtc.ts';
import { createLifecycle } from './shell/app-lifecycle.ts';
import { knownHosts, resolverRules } from './shell/console-host.ts';
import { parseLaunchArguments, launchRefusal, type LaunchArguments } from './shell/launch-arguments.ts';
import { PRIVILEGED_SCHEMES } from './shell/app-protocol.ts';
import { createShellLog } from './shell/shell-log.ts';
import { proxyScriptHosts } from './shell/proxy-script-hosts.ts';
import { runShell } from './shell/run-shell.ts';
import { loadOrganisation } from './shell/organisation/load-organisation.ts';
import type { Organisation } from './shell/organisation/organisation-settings.ts';
import type { AppPlaces, ShellStart } from './shell/shell-ground.ts';
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
  const organisation = loadOrganisation({
    platform: process.platform,
    env: process.env,
    packaged: app.isPackaged,
  });
  const consoleHosts = prepare(launch, organisation);
  // Not awaited at the top: `ready` waits for this module to end.
  void begin(launch, { consoleHosts, organisation });
}

/** What Electron takes only before it is ready. Answers with the hosts whose names pages can look up. */
function prepare(
  { userDataDir, withoutSandbox }: LaunchArguments,
  { settings }: Organisation,
): readonly string[] {
  app.setName('Continuity Companion');
  if (userDataDir !== null) app.setPath('userData', userDataDir);
  // Electron would take the developer's switch back half-way, and no process would start as root.
  if (!withoutSandbox) app.enableSandbox();
  // Pages need no network: what they show comes from app:// and the device's process. So no name is ever looked up for a mail;
  // the console's window alone has one service to reach, and Chromium itself the network's proxy script.
  const consoleHosts = knownHosts(
    app.getPath('userData'),
    settings.service ?? process.env['CONTINUITY_SERVICE'] ?? null,
  );
  const hosts = [...consoleHosts, ...proxyScriptHosts(process.platform, process.env)];
  app.commandLine.appendSwitch('host-resolver-rules', resolverRules(hosts));
  closeWebRtc(app);
  protocol.registerSchemesAsPrivileged(PRIVILEGED_SCHEMES);
  return consoleHosts;
}

type Known = Pick<ShellStart, 'consoleHosts' | 'organisation'>;

async function begin(given: LaunchArguments, known: Known): Promise<void> {
  const claim = await claimAppFolder(app.getPath('userData'));
  switch (claim.kind) {
    case 'ours':
      start(given, known);
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

function start({ hidden }: LaunchArguments, known: Known): void {
  const log = createShellLog(app.getPath('userData'));
  const lifecycle = createLifecycle(app, log);
  void app
    .whenReady()
    .then(() => {
      runShell({ ...known, hidden, argv: process.argv, places, lifecycle, log });
    })
    .catch((error: unknown) => {
      log.write('error', 'the app could not start', { error: String(error) });
      app.exit(1);
    });
}

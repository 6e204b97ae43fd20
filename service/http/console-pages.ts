/** Serves the administration console at `/` where it has been built; without it the service is an API alone. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { App } from './app-type.ts';

/** `folder` holds what the build made: pages and assets, nothing else. */
export async function serveConsole(app: App, folder: string): Promise<void> {
  if (!existsSync(path.join(folder, 'index.html'))) return;
  await app.register(fastifyStatic, { root: folder, dotfiles: 'deny', maxAge: 0 });
}

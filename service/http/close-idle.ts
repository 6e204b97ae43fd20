/** A connection that answered while the service stops is let go of at once: kept alive, it kept the service from stopping for a minute (G44). */
import type { App } from './app-type.ts';

/** What is idle when closing begins Fastify sees to; what was still answering then is idle a moment later. */
export function closeIdleConnections(app: App): void {
  let isClosing = false;
  app.addHook('preClose', async () => {
    isClosing = true;
  });
  app.addHook('onResponse', async () => {
    if (isClosing) setImmediate(() => app.server.closeIdleConnections());
  });
}

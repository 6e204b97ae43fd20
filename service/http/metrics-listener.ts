/** `--metrics-address`: figures for whoever reaches that address, and nothing else there. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Stop } from '../../shared/lib/emitter.ts';
import type { Endpoint } from '../config.ts';
import type { Metrics } from './metrics.ts';

const HEADERS_TIMEOUT_MS = 5000;
/** One scraper, and one more while it is replaced, with a curious administrator. */
const MAX_CONNECTIONS = 20;

/** Resolves when it listens, with where. */
export async function listenForMetrics(
  { host, port }: Endpoint,
  metrics: Metrics,
  failed: (error: unknown) => void,
): Promise<{ readonly port: number; readonly stop: Stop }> {
  const server = createServer({ headersTimeout: HEADERS_TIMEOUT_MS }, (request, response) => {
    if (request.method !== 'GET' || request.url?.split('?', 1)[0] !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metrics.text().then(
      (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
      (error: unknown) => {
        failed(error);
        response.writeHead(500).end();
      },
    );
  });
  server.maxConnections = MAX_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const stop = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { port: (server.address() as AddressInfo).port, stop };
}

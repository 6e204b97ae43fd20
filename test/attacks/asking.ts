/** Asks as no browser and no fetch would: with any Host, and with what is trusted given by hand. */
import http, { type IncomingHttpHeaders } from 'node:http';
import https from 'node:https';

export interface Asked {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** PEM. */
  readonly ca?: string;
}

export function ask(url: string, { method = 'GET', headers = {}, body, ca }: Asking = {}): Promise<Asked> {
  const { request } = url.startsWith('https:') ? https : http;
  return new Promise((resolve, reject) => {
    const asking = request(url, { method, headers, agent: false, ...(ca === undefined ? {} : { ca }) });
    asking.once('error', reject);
    asking.once('upgrade', (response, socket) => {
      socket.destroy();
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: '' });
    });
    asking.once('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('end', () => {
        const text = Buffer.concat(parts).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
      });
    });
    asking.end(body);
  });
}

/** Headers that keep pages of this service from being framed, scripted or sniffed, and what it answers from being kept (security). */
import helmet from '@fastify/helmet';
import type { App } from './app-type.ts';

/** A year: what browsers and lists of them ask for. Only for the very host, whose neighbours are not ours. */
const HTTPS_ONLY = 'max-age=31536000';

export async function setSecurityHeaders(app: App): Promise<void> {
  // Nearly all that is answered tells of people: what may be kept says so itself.
  app.addHook('onSend', async (request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    if (request.asked.isHttps) reply.header('strict-transport-security', HTTPS_ONLY);
  });
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
      },
    },
    // Above, where the client came by https.
    strictTransportSecurity: false,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  });
}

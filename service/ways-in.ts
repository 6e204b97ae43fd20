/** How the service is reached: under which names of its own, and by the devices' channel. */
import type { Logger } from 'pino';
import { createChannel, type Channel } from './channel/channel.ts';
import type { SteerableClock } from './clock/service-clock.ts';
import type { ServiceConfig } from './config.ts';
import type { Strangers } from './connections/strangers.ts';
import type { Core } from './core.ts';
import { createIsTrustedPeer, type ClientAddress, type IsTrusted } from './http/client-address.ts';
import { createSite, type Site } from './http/site.ts';
import type { Lab } from './lab/routes.ts';
import { channelLog } from './log-ports.ts';
import type { World } from './service.ts';

export function openSite({ transport, http }: ServiceConfig, isTrusted: IsTrusted, log: Logger): Site {
  return createSite({
    publicUrl: transport.publicUrl,
    listensOn: http.host,
    isTrustedPeer: createIsTrustedPeer(isTrusted),
    log,
  });
}

interface ChannelNeeds {
  readonly config: ServiceConfig;
  readonly world: World;
  readonly clock: SteerableClock;
  readonly core: Core;
  readonly site: Site;
  readonly strangers: Strangers;
  readonly clientAddress: ClientAddress;
  readonly lab: Lab | null;
}

export function openChannel(needs: ChannelNeeds): Channel {
  const { config, world, clock, core, site, strangers, clientAddress, lab } = needs;
  return createChannel({
    strangers,
    truth: core.truth,
    records: core.records,
    tokens: core.tokens,
    clock,
    log: channelLog(world.log),
    clientAddress,
    knowsHost: site.knowsHost,
    publicUrl: config.transport.publicUrl,
    crashPoint: world.crashPoint,
    ...(lab === null ? {} : { faults: lab.faults }),
  });
}

/** The device's network without a proxy, as this computer's services are reached. */
import { createHttp } from '../../../electron/adapters/http.ts';
import { createNetwork } from '../../../electron/adapters/network/network.ts';
import { DIRECT } from '../../../electron/adapters/network/route.ts';
import { createWebSockets } from '../../../electron/adapters/web-socket.ts';

const network = createNetwork({ findRoutes: async () => DIRECT, authorityFile: null, environment: {} });

export const nodeHttp = createHttp(network);
export const webSockets = createWebSockets(network);

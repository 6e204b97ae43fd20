/** A thread that asks a service how it is all the time: the slowest answer is told, and forgotten, whenever it is asked for. */
import { Agent, get } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

const PAUSE_MS = 10;
const agent = new Agent({ keepAlive: true });
let slowestMs = 0;

parentPort?.on('message', () => {
  parentPort?.postMessage(slowestMs);
  slowestMs = 0;
});

function ask() {
  return new Promise((resolve) => {
    const from = performance.now();
    const done = () => {
      slowestMs = Math.max(slowestMs, performance.now() - from);
      resolve(undefined);
    };
    get(`${workerData}/healthz`, { agent }, (response) => response.resume().on('end', done)).on(
      'error',
      done,
    );
  });
}

for (;;) {
  await ask();
  await wait(PAUSE_MS);
}

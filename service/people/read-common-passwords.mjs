/** A thread of its own for unpacking the list: it takes a quarter of a second, which nobody's request should wait for. */
import { parentPort } from 'node:worker_threads';
import { dictionary } from '@zxcvbn-ts/language-common';

parentPort?.postMessage(dictionary['passwords-common']);

// @ts-check
// Starts the mail worker from source, for the lab and the tests: a worker thread does not inherit the loader that lets Node run TypeScript.
import { register } from 'tsx/esm/api';

register();
await import('./mail-worker.ts');

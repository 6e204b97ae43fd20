// @ts-check
// Starts the parsing worker: a worker thread does not inherit the loader that lets Node run TypeScript.
import { register } from 'tsx/esm/api';

register();
await import('./parse-worker.ts');

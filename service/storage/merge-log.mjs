// @ts-check
// Merges what is committed in the write-ahead log into the database file, as far as nobody reads it, and ends.
import { workerData } from 'node:worker_threads';
import Database from 'libsql';

const database = new Database(/** @type {string} */ (workerData));
database.prepare('pragma wal_checkpoint(passive)').all();
database.close();

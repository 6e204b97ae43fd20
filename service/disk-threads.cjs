/** Loaded before everything else (`--require`): threads for the disk. Each message that comes in waits in one of them for its fsync. */

// A file system commits all who wait with one write: with libuv's four threads, only four at a time. Once the pool runs its size is fixed.
process.env['UV_THREADPOOL_SIZE'] ??= '16';

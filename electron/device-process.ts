/** Composition root of the utility process in which the device lives. */
process.parentPort.on('message', () => undefined);

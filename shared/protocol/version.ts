/** The device channel's number and its history, one line a number; `version.test.ts` holds the hash of the schemas. */

export const SUBPROTOCOL = 'continuity.device.v1';
export const CHANNEL_PATH = '/device/v1';

/**
 * 1  2026-11-24  first: hello, authenticate, welcome, event, event-gone, standing, mailbox, time, token, report, receipt, ack, bye
 * 2  2026-11-30  authenticate.meant: the address that the device dialled, signed
 */
export const PROTOCOL_VERSION = 2;

/** A receipt as it is kept on disk until the service has acknowledged it. */
import { receiptSchema } from '../../../shared/protocol/messages/receipt.ts';
import type { Receipt } from '../../../shared/protocol/messages/receipt.ts';

/** What identifies a receipt, without its type. */
export const receiptRecordSchema = receiptSchema.omit({ type: true });
export type ReceiptRecord = Omit<Receipt, 'type'>;

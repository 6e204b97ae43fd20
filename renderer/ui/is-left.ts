/** Whether a field that is blurred was left, and not its whole window, which gives the focus back to it. */
import type { FocusEvent } from 'react';

export function isLeft({ target }: FocusEvent): boolean {
  return target.ownerDocument.activeElement !== target;
}

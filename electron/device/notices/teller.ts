/** Tells the person what a change calls for: the ledger decides, the desk shows, and what was shown is receipted. */
import type { Notice } from '../../../shared/domain/notice.ts';
import type { ReceiptRecord } from '../connection/receipt-record.ts';
import type { Chance } from '../ports.ts';
import { mapChanges } from '../record-changes.ts';
import { decide, inReadingOrder } from './decide.ts';
import type { Situation } from './decide.ts';
import { withStartShown } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import { createNoticeDesk } from './notice-desk.ts';
import type { NoticeDesk, NoticeDeskNeeds } from './notice-desk.ts';

export interface TellerNeeds extends NoticeDeskNeeds {
  readonly chance: Chance;
}

export interface TellerEvents {
  /** Something is to be told; in the same write as what follows from it. */
  readonly decided: () => void;
  readonly receipt: (receipt: ReceiptRecord) => void;
  readonly changed: () => void;
}

export interface Teller extends Pick<NoticeDesk, 'retry' | 'dismiss' | 'list' | 'drained' | 'stop'> {
  readonly tell: (situation: Situation) => void;
}

export interface StoredNotices {
  readonly ledger: Ledger;
  readonly notices: ReadonlyMap<string, Notice>;
}

export function createTeller(needs: TellerNeeds, events: TellerEvents, stored: StoredNotices): Teller {
  let ledger = stored.ledger;

  function become(next: Ledger): void {
    needs.journal.put(mapChanges('ledger', ledger, next));
    ledger = next;
  }

  function shown({ id, eventId, kind, shownAt }: Notice): void {
    become(withStartShown(ledger, eventId, id));
    if (shownAt !== null) events.receipt({ id: needs.chance.id(), eventId, kind, shownAt });
  }

  const desk = createNoticeDesk(needs, { shown, changed: events.changed }, stored.notices);
  return {
    ...desk,
    tell(situation) {
      const decision = decide(ledger, {
        ...situation,
        isShowing: desk.isShowing,
        isRepeated: desk.isRepeated,
        newId: needs.chance.id,
      });
      become(decision.ledger);
      if (decision.calls.length > 0) events.decided();
      desk.withdraw(decision.withdrawn);
      desk.post(inReadingOrder(decision.calls));
      desk.retry();
    },
  };
}

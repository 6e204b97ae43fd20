/** A word about the message that was just sent, with its undo while that is certain. */
import { Button } from '@fluentui/react-components';
import type { OutboxRow } from '../../../shared/bridge/compose.ts';
import { useText } from '../../text/text-root.tsx';
import { useTakeBack } from './use-take-back.ts';

export function OutboxNote({ items }: { readonly items: readonly OutboxRow[] }) {
  const t = useText();
  const takeBack = useTakeBack();
  const newest = items.findLast(({ state }) => state === 'undoable');
  return (
    <span className="compose__note" role="status">
      {newest !== undefined && (
        <>
          {t('compose.outbox.goingOut')}
          <Button appearance="transparent" size="small" onClick={() => void takeBack(newest.id)}>
            {t('compose.outbox.undo')}
          </Button>
        </>
      )}
    </span>
  );
}

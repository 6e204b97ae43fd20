/** Stands where a page will be. */
import { useText } from '../../text/text-root.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHead } from './page-head.tsx';
import type { PlaceEntry } from './places.ts';

export function UnbuiltPage({ route }: Pick<PlaceEntry, 'route'>) {
  const t = useText();
  return (
    <>
      <PageHead title={t(`console.places.${route}`)} />
      <EmptyState icon="hourglass" title={t('console.frame.unbuilt')} />
    </>
  );
}

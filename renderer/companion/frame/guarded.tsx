/** Keeps a page that fails from taking the band, the rail and the status bar with it. */
import { Button } from '@fluentui/react-components';
import { Component, type ReactNode } from 'react';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useText } from '../../text/text-root.tsx';

interface GuardedProps {
  readonly children: ReactNode;
}

type GuardedState = { readonly kind: 'whole' } | { readonly kind: 'broken' };

export class Guarded extends Component<GuardedProps, GuardedState> {
  override state: GuardedState = { kind: 'whole' };

  static getDerivedStateFromError(): GuardedState {
    return { kind: 'broken' };
  }

  override render(): ReactNode {
    if (this.state.kind === 'whole') return this.props.children;
    return <Broken onAgain={() => this.setState({ kind: 'whole' })} />;
  }
}

function Broken({ onAgain }: { readonly onAgain: () => void }) {
  const t = useText();
  return (
    <section className="pane frame__broken" role="alert">
      <EmptyState
        icon="warning"
        title={t('problems.crashed.title')}
        action={<Button onClick={onAgain}>{t('problems.crashed.again')}</Button>}
      >
        {t('problems.crashed.text')}
      </EmptyState>
    </section>
  );
}

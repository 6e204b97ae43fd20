/** The room in which a person arrives: a card in the middle, the mark above it. */
import type { ReactNode } from 'react';
import { BrandMark } from '../../ui/brand-mark.tsx';
import './sign-in.css';

interface WelcomeProps {
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
}

export function Welcome({ title, lead, children }: WelcomeProps) {
  return (
    <main className="sign-in quiet-scroll">
      <div className="sign-in__card">
        <BrandMark size={48} />
        <h1>{title}</h1>
        <p className="sign-in__lead">{lead}</p>
        {children}
      </div>
    </main>
  );
}

import type { ReactNode } from 'react';
import type { Topic } from '../ui/glossary.ts';
import { Info } from '../ui/info.tsx';

/** The head of a section of a page: its title, what it means, and its switches. */
export function Heading({ title, topic, children }: { title: string; topic: Topic; children?: ReactNode }) {
  return (
    <div className="section-head">
      <h3 className="group-title">{title}</h3>
      <Info topic={topic} />
      <span className="spacer" />
      {children}
    </div>
  );
}

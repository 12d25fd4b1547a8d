import { type ReactNode, useId } from 'react';

interface Props {
  title: string;
  /** Controls at the right of the heading. */
  tools?: ReactNode;
  children: ReactNode;
}

/** A titled region of the window. */
export function Panel({ title, tools, children }: Props) {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
      <div className="panel-head">
        <h2 id={id}>{title}</h2>
        {tools}
      </div>
      <div className="panel-body">{children}</div>
    </section>
  );
}

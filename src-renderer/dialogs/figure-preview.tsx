import { useEffect, useState } from 'react';
import type { DocumentJob } from '../actions/export-document.ts';
import { fetchFigure } from '../actions/export-figure.ts';
import { failureText } from '../workstation.ts';
import { useWorkstation } from '../workstation-context.tsx';

/** The figure as it will be written. */
export function FigurePreview({ figure, title }: { figure: DocumentJob; title: string }) {
  const workstation = useWorkstation();
  const [address, setAddress] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { kind, emotion, edited } = figure;
  useEffect(() => {
    const controller = new AbortController();
    let made: string | null = null;
    setProblem(null);
    const job = { kind, emotion, edited, ending: 'svg', name: '' };
    fetchFigure(workstation, job, controller.signal).then(
      (svg) => {
        if (controller.signal.aborted || !svg) return;
        made = URL.createObjectURL(svg);
        setAddress(made);
      },
      (cause) => {
        if (!controller.signal.aborted) setProblem(failureText(cause));
      },
    );
    return () => {
      controller.abort();
      if (made) URL.revokeObjectURL(made);
      setAddress(null);
    };
  }, [workstation, kind, emotion, edited]);
  return (
    <figure className="figure-preview">
      {address ? <img src={address} alt={`Preview: ${title}`} /> : null}
      <figcaption className={address ? 'visually-hidden' : 'muted'}>
        {problem ?? (address ? `Preview: ${title}` : 'Drawing the preview…')}
      </figcaption>
    </figure>
  );
}

import { largestFirst } from '../explanation/segment-sort.ts';
import type { OpenExplanation } from '../stores/explanation.ts';
import { report, restart, type Workstation } from '../workstation.ts';

/** Marks the `count` largest weights of the open explanation, here at once. */
export function previewMarked({ explanation }: Workstation, count: number): void {
  const { current } = explanation.getState();
  if (!current) return;
  const marked = new Set(
    largestFirst(current.segments)
      .slice(0, count)
      .map(({ id }) => id),
  );
  explanation.setState({ current: withMarks(current, `top:count=${count}`, (id) => marked.has(id)) });
}

/** Marks segments by a rule of the engine and keeps that with the explanation. */
export async function markBy(workstation: Workstation, selection: string): Promise<void> {
  const { engine, explanation } = workstation;
  const explanationId = explanation.getState().current?.id;
  if (explanationId === undefined) return;
  const signal = restart(workstation, 'mark');
  try {
    const { segments } = await engine.explanations.select({ explanationId, selection }, { signal });
    const { current } = explanation.getState();
    if (signal.aborted || current?.id !== explanationId) return;
    const marked = new Set(segments.filter((segment) => segment.selected).map(({ id }) => id));
    explanation.setState({ current: withMarks(current, selection, (id) => marked.has(id)) });
  } catch (cause) {
    if (!signal.aborted) report(workstation, cause);
  }
}

function withMarks(
  explanation: OpenExplanation,
  selection: string,
  isMarked: (id: number) => boolean,
): OpenExplanation {
  const segments = explanation.segments.map((segment) => ({ ...segment, selected: isMarked(segment.id) }));
  return { ...explanation, selection, segments };
}

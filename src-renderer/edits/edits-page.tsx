import { useRef } from 'react';
import { redo } from '../actions/redo.ts';
import { undo } from '../actions/undo.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Info } from '../ui/info.tsx';
import { useEdits, useSession, useWorkstation } from '../workstation-context.tsx';
import { RegionForm } from './region-form.tsx';
import { countText } from './step-list.ts';
import { StepRow } from './step-row.tsx';
import './edits.css';

/** The edit list of the track: gains over segments and regions, none of which touches the file. */
export function EditsPage() {
  const steps = useEdits((edits) => edits.steps);
  const trackId = useSession((session) => session.track?.id);
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <div className="page edits-page">
      <div className="section-head">
        <h3 className="group-title" ref={heading} tabIndex={-1} aria-live="polite">
          {countText(steps)}
        </h3>
        <Info topic="gain" />
      </div>
      <History />
      {steps.length === 0 ? (
        <div className="empty-state">
          <Icon name="volume" />
          <p className="muted">
            Select segments of an explanation or drag a region over the spectrogram, then apply a gain: it
            appears here.
          </p>
        </div>
      ) : (
        <ol className="step-list">
          {steps.map((step, i) => (
            <StepRow
              key={step.id}
              step={step}
              first={i === 0}
              last={i === steps.length - 1}
              onRemoved={() => heading.current?.focus()}
            />
          ))}
        </ol>
      )}
      <RegionForm key={trackId} />
    </div>
  );
}

/** Undo and redo with what they would do. */
function History() {
  const workstation = useWorkstation();
  const undoLabel = useEdits((edits) => edits.undoLabel);
  const redoLabel = useEdits((edits) => edits.redoLabel);
  return (
    <div className="edit-history">
      <Button
        icon="undo"
        isDisabled={undoLabel === null}
        aria-label={undoLabel ? `Undo ${undoLabel}` : 'Nothing to undo'}
        onPress={() => void undo.run(workstation)}
      >
        <span className="ellipsis" title={undoLabel ?? undefined}>
          {undoLabel ?? 'Nothing to undo'}
        </span>
      </Button>
      <Button
        icon="redo"
        isDisabled={redoLabel === null}
        aria-label={redoLabel ? `Redo ${redoLabel}` : 'Nothing to redo'}
        onPress={() => void redo.run(workstation)}
      >
        <span className="ellipsis" title={redoLabel ?? undefined}>
          {redoLabel ?? 'Nothing to redo'}
        </span>
      </Button>
    </div>
  );
}

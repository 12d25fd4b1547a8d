import { useRef } from 'react';
import { hearSuggestion } from '../actions/suggest.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Info } from '../ui/info.tsx';
import { useEdits, useSession, useWorkstation } from '../workstation-context.tsx';
import { EditHistory } from './edit-history.tsx';
import { PitchForm } from './pitch-form.tsx';
import { RegionForm } from './region-form.tsx';
import { countText, lengthText } from './step-list.ts';
import { StepRow } from './step-row.tsx';
import { TempoForm } from './tempo-form.tsx';
import { VersionList } from './version-list.tsx';
import './edits.css';

/** The edit list of the track: gains over segments and regions and changes of pitch and tempo, none of which touches the file. */
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
      <EditHistory />
      <TrialNote />
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
      <EditedLength />
      <RegionForm key={trackId} />
      <PitchForm key={`pitch ${trackId}`} />
      <TempoForm key={`tempo ${trackId}`} />
      <VersionList />
    </div>
  );
}

/** While a suggestion is heard the list does not hold it; this says so. */
function TrialNote() {
  const workstation = useWorkstation();
  const onTrial = useEdits((edits) => edits.trial.length > 0);
  if (!onTrial) return null;
  return (
    <div className="trial-note">
      <p className="small">A suggested edit is heard on trial; it is not in the list.</p>
      <Button onPress={() => hearSuggestion(workstation, null)}>End the trial</Button>
    </div>
  );
}

/** How long the edited sound is, when changes of tempo make it longer or shorter than the recording. */
function EditedLength() {
  const steps = useEdits((edits) => edits.steps);
  const track = useSession((session) => session.track);
  const text = track && lengthText(track, steps);
  return text ? <p className="edited-length muted small">{text}</p> : null;
}

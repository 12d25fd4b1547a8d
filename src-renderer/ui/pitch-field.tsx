import { useEffect, useState } from 'react';
import { formatSemitones } from './format.ts';
import { LAST_PITCH_POSITION, parsePitch, pitchAtPosition, positionOfPitch } from './pitch-scale.ts';
import { SliderNumber } from './slider-number.tsx';

interface Props {
  /** What is moved: `Pitch of the stretch`. */
  label: string;
  value: number;
  /** Called when the slider has come to rest, and for typed semitones: pitch takes too long to make for every place on the way. */
  onCommit: (semitones: number) => void;
}

/** A change of pitch from −12 to +12 semitones as a slider and a typed number. A double click on the slider gives 0. */
export function PitchField({ label, value, onCommit }: Props) {
  const [draft, setDraft] = useState(value);
  useEffect(() => setDraft(value), [value]);
  return (
    <SliderNumber<number>
      label={label}
      unit="semitones"
      value={draft}
      text={formatSemitones(draft)}
      hint="−12 to +12 semitones, to a hundredth"
      position={positionOfPitch(draft)}
      lastPosition={LAST_PITCH_POSITION}
      valueAt={pitchAtPosition}
      parse={parsePitch}
      neutral={0}
      onPreview={setDraft}
      onCommit={onCommit}
    />
  );
}

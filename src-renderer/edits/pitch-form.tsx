import { pitchScale } from '../ui/pitch-scale.ts';
import { StretchForm, type StretchKind } from './stretch-form.tsx';

const pitch: StretchKind = {
  title: 'Move the pitch of a stretch',
  label: 'Pitch of the stretch',
  add: 'Add pitch',
  scale: pitchScale,
  usual: 2,
  idle: 'Choose how far the pitch should move.',
  note: 'The speed stays. Steps above act before, steps below on the moved sound.',
  topic: 'pitch',
  changeBy: (semitones) => ({ semitones }),
};

/** A step that moves the pitch of a stretch of time. */
export function PitchForm() {
  return <StretchForm kind={pitch} />;
}

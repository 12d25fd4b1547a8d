import { beatsPerMinute } from '../timeline/beat-map.ts';
import { tempoScale } from '../ui/tempo-scale.ts';
import { useBeats } from '../workstation-context.tsx';
import { StretchForm, type StretchKind } from './stretch-form.tsx';

const tempo: StretchKind = {
  title: 'Change the tempo of a stretch',
  label: 'Tempo of the stretch',
  add: 'Add tempo',
  scale: tempoScale,
  usual: 1.1,
  idle: 'Choose how much faster or slower it should be.',
  note: 'The pitch stays. Tempo is changed last; all other steps keep their place in the music.',
  topic: 'tempo',
  changeBy: (factor) => ({ tempo: factor }),
};

/** A step that changes the tempo of a stretch of time. Where beats are known it says how many a minute there will be. */
export function TempoForm() {
  const map = useBeats((beats) => beats.map);
  return (
    <StretchForm
      kind={tempo}
      readOut={(timeRange, factor) => {
        const before = map === null ? null : beatsPerMinute(map, timeRange);
        return before === null
          ? null
          : `${Math.round(before)} → ${Math.round(before * factor)} beats a minute`;
      }}
    />
  );
}

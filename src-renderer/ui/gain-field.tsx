import type { GainDb } from '../../src-preload/contract/domain.ts';
import { formatDecibels } from './format.ts';
import { gainAtPosition, LAST_POSITION, parseGain, positionOfGain } from './gain-scale.ts';
import { SliderNumber } from './slider-number.tsx';

interface Props {
  /** What the gain is of: `Gain of 3 segments`. */
  label: string;
  value: GainDb;
  /** Called while the slider moves. */
  onPreview: (gainDb: GainDb) => void;
  /** Called when it has come to rest on another gain than it started from, and for a typed gain. */
  onCommit: (gainDb: GainDb) => void;
}

/** A gain from −∞ to +12 dB as a slider and a typed number. A double click on the slider gives 0 dB. */
export function GainField(props: Props) {
  return (
    <SliderNumber<GainDb>
      {...props}
      unit="decibels"
      text={formatDecibels(props.value)}
      hint="−∞ (type −inf) to +12 dB"
      position={positionOfGain(props.value)}
      lastPosition={LAST_POSITION}
      valueAt={gainAtPosition}
      parse={parseGain}
      neutral={0}
    />
  );
}

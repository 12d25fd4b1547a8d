import { useEffect, useState } from 'react';
import { SliderNumber } from './slider-number.tsx';

/** How a number is shown, typed and slid. */
export interface NumberScale {
  /** In words, for the typed number's name. */
  readonly unit: string;
  /** The range that can be typed, in words. */
  readonly hint: string;
  /** What a double click on the slider gives. */
  readonly neutral: number;
  /** The slider's positions run from 0 to this. */
  readonly lastPosition: number;
  positionOf(value: number): number;
  valueAt(position: number): number;
  format(value: number): string;
  /** Undefined when the text is no value in the range. */
  parse(text: string): number | undefined;
}

interface Props {
  scale: NumberScale;
  /** What is changed: `Pitch of the stretch`. */
  label: string;
  value: number;
  /** Called when the slider has come to rest, and for a typed number: the sound takes too long to make for every place on the way. */
  onCommit: (value: number) => void;
}

/** A number of a scale as a slider and a typed number. */
export function ScaleField({ scale, label, value, onCommit }: Props) {
  const [draft, setDraft] = useState(value);
  useEffect(() => setDraft(value), [value]);
  return (
    <SliderNumber<number>
      label={label}
      unit={scale.unit}
      value={draft}
      text={scale.format(draft)}
      hint={scale.hint}
      position={scale.positionOf(draft)}
      lastPosition={scale.lastPosition}
      valueAt={scale.valueAt}
      parse={scale.parse}
      neutral={scale.neutral}
      onPreview={setDraft}
      onCommit={onCommit}
    />
  );
}

import { useEffect, useRef, useState } from 'react';
import type { GainDb } from '../../src-preload/contract/domain.ts';
import { formatDecibels } from './format.ts';
import { gainAtPosition, LAST_POSITION, parseGain, positionOfGain } from './gain-scale.ts';

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
export function GainField({ label, value, onPreview, onCommit }: Props) {
  const start = useRef<GainDb | undefined>(undefined);
  const rest = () => {
    if (start.current !== undefined && start.current !== value) onCommit(value);
    start.current = undefined;
  };
  return (
    <div className="gain-field">
      <input
        type="range"
        aria-label={label}
        aria-valuetext={formatDecibels(value)}
        min={0}
        max={LAST_POSITION}
        step={1}
        value={positionOfGain(value)}
        onChange={(event) => {
          if (start.current === undefined) start.current = value;
          onPreview(gainAtPosition(event.target.valueAsNumber));
        }}
        onPointerUp={rest}
        onKeyUp={rest}
        onBlur={rest}
        onDoubleClick={() => {
          start.current = undefined;
          onCommit(0);
        }}
      />
      <GainNumber label={label} value={value} onCommit={onCommit} />
    </div>
  );
}

function GainNumber({ label, value, onCommit }: Omit<Props, 'onPreview'>) {
  const shown = formatDecibels(value);
  const [text, setText] = useState(shown);
  useEffect(() => setText(shown), [shown]);
  const parsed = parseGain(text);
  const commit = () => {
    if (parsed === undefined || parsed === value) setText(shown);
    else onCommit(parsed);
  };
  return (
    <input
      className="text-field gain-number number"
      aria-label={`${label}, in decibels`}
      aria-invalid={parsed === undefined}
      title="−∞ (type −inf) to +12 dB"
      inputMode="text"
      type="text"
      value={text}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setText(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setText(shown);
      }}
    />
  );
}

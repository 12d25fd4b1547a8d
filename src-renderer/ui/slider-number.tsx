import { useEffect, useRef, useState } from 'react';

interface Props<Value> {
  /** What the value is of: `Gain of 3 segments`. */
  label: string;
  /** The unit in words, for the typed number's name. */
  unit: string;
  value: Value;
  /** As it is shown, spoken and typed. */
  text: string;
  /** The range that can be typed, in words. */
  hint: string;
  /** The slider's positions run from 0. */
  position: number;
  lastPosition: number;
  valueAt: (position: number) => Value;
  /** Undefined when the text is no value. */
  parse: (text: string) => Value | undefined;
  /** What a double click on the slider gives. */
  neutral: Value;
  /** Called while the slider moves. */
  onPreview: (value: Value) => void;
  /** Called when it has come to rest on another value than it started from, and for a typed one. */
  onCommit: (value: Value) => void;
}

/** A value as a slider and a typed number. */
export function SliderNumber<Value extends number | null>(props: Props<Value>) {
  const { label, value, text, position, lastPosition, valueAt, neutral, onPreview, onCommit } = props;
  const start = useRef<Value | undefined>(undefined);
  const rest = () => {
    if (start.current !== undefined && start.current !== value) onCommit(value);
    start.current = undefined;
  };
  return (
    <div className="slider-number">
      <input
        type="range"
        aria-label={label}
        aria-valuetext={text}
        min={0}
        max={lastPosition}
        step={1}
        value={position}
        onChange={(event) => {
          if (start.current === undefined) start.current = value;
          onPreview(valueAt(event.target.valueAsNumber));
        }}
        onPointerUp={rest}
        onKeyUp={rest}
        onBlur={rest}
        onDoubleClick={() => {
          start.current = undefined;
          onCommit(neutral);
        }}
      />
      <TypedNumber {...props} />
    </div>
  );
}

function TypedNumber<Value>({ label, unit, value, text: shown, hint, parse, onCommit }: Props<Value>) {
  const [text, setText] = useState(shown);
  useEffect(() => setText(shown), [shown]);
  const parsed = parse(text);
  const commit = () => {
    if (parsed === undefined || parsed === value) setText(shown);
    else onCommit(parsed);
  };
  return (
    <input
      className="text-field typed-number number"
      aria-label={`${label}, in ${unit}`}
      aria-invalid={parsed === undefined}
      title={hint}
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

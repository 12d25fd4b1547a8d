import { useState } from 'react';

/** The name as a button; pressed, it becomes a field. Enter keeps, Esc gives up. */
export function StepName({ name, onRename }: { name: string; onRename: (name: string) => void }) {
  const [text, setText] = useState<string | null>(null);
  if (text === null) {
    return (
      <button
        type="button"
        className="step-name"
        title={`${name}\nPress to rename`}
        onClick={() => setText(name)}
      >
        {name}
      </button>
    );
  }
  const keep = () => {
    const next = text.trim();
    if (next && next !== name) onRename(next);
    setText(null);
  };
  return (
    <input
      className="text-field step-rename"
      aria-label={`New name of ${name}`}
      maxLength={100}
      // biome-ignore lint/a11y/noAutofocus: the field takes the place of the button that was just pressed.
      autoFocus
      value={text}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setText(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
        if (event.key === 'Escape') setText(null);
      }}
    />
  );
}

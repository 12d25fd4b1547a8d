/** Line icons on a 16 × 16 grid, drawn with the text colour. */
const PATHS = {
  play: 'M4.5 2.8v10.4L13 8z',
  pause: 'M5 3v10M11 3v10',
  start: 'M3.5 3v10M13 3.5 6.5 8l6.5 4.5z',
  loop: 'M4 6.5a4 4 0 0 1 4-3h1.5a3.5 3.5 0 0 1 3.4 2.7M12 9.5a4 4 0 0 1-4 3H6.5a3.5 3.5 0 0 1-3.4-2.7M13.5 3.5v3h-3M2.5 12.5v-3h3',
  undo: 'M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M3 6.5l3-3M3 6.5l3 3',
  redo: 'M13 6.5H6.5a3.5 3.5 0 0 0 0 7H10M13 6.5l-3-3M13 6.5l-3 3',
  export: 'M8 10V2.5M5 5l3-3 3 3M3 9.5v3.5h10V9.5',
  import: 'M8 2.5V10M5 7.5l3 3 3-3M3 9.5v3.5h10V9.5',
  folder: 'M2.5 12.5v-9h4l1.5 2h5.5v7z',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.5 10.5 14 14',
  help: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM6.3 6.2c.2-1 .9-1.5 1.8-1.5 1 0 1.8.7 1.8 1.6 0 1.3-1.8 1.5-1.8 2.9M8.1 11v.3',
  close: 'M4 4l8 8M12 4l-8 8',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  warning: 'M8 2.5 14.5 13.5H1.5zM8 6.5v3.5M8 11.7v.3',
  table: 'M2.5 3.5h11v9h-11zM2.5 6.5h11M2.5 9.5h11M6.5 3.5v9',
  chart: 'M2.5 13.5h11M4.5 11V7M8 11V3.5M11.5 11V8.5',
  trash: 'M3 4.5h10M6 4.5v-2h4v2M4.5 4.5l.5 9h6l.5-9',
  bypass: 'M2 8h3.5M10.5 8H14M8 10.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  volume: 'M2.5 6v4h2.5l3.5 3V3L5 6zM11 5.5a3.5 3.5 0 0 1 0 5M12.8 3.5a6 6 0 0 1 0 9',
  theme: 'M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12',
  chevron: 'M5 6.5 8 9.5l3-3',
  sort: 'M5 3v10M5 13l-2-2M5 13l2-2M11 13V3M11 3 9 5M11 3l2 2',
  model: 'M8 2 13.5 5v6L8 14 2.5 11V5zM2.5 5 8 8l5.5-3M8 8v6',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7.3V11M8 5v.2',
  up: 'M8 13V3M4 7l4-4 4 4',
  down: 'M8 3v10M4 9l4 4 4-4',
  copy: 'M5.5 5.5h8v8h-8zM5.5 10.5h-3v-8h8v3',
  mute: 'M2.5 6v4h2.5l3.5 3V3L5 6zM11 6.5l3 3M14 6.5l-3 3',
  missing: 'M4 2.5h5l3 3v8H4zM6.5 8l3 3M9.5 8l-3 3',
  rename: 'M3 13l.7-3L10.5 3l2.5 2.5L6 12.3zM9 4.5 11.5 7',
  check: 'M3 8.5l3.5 3.5L13 4.5',
  band: 'M2 5.5c3-3 5 2 8 0l4-2M2 13c3-3 5 2 8 0l4-2M2 9.2c3-3 5 2 8 0l4-2',
  target:
    'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 10.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8 1v3M8 12v3M1 8h3M12 8h3',
  rectangle: 'M2.5 4.5h11v7h-11z',
  time: 'M4 2.5v11M12 2.5v11M4 8h8',
  lasso:
    'M6 10.6c-2.4-.5-4-2-4-3.8C2 4.7 4.7 3 8 3s6 1.7 6 3.8-2.7 3.8-6 3.8c-.7 0-1.4-.1-2-.2zM6 10.6c0 1.4-1 2.4-2.5 2.9',
  brush:
    'M13.5 2.5 7.5 8.5M7.5 8.5 9 10M6.3 8.7c-1.5 0-2.3 1-2.3 2.3 0 1-.6 1.7-1.5 2 1.7 1 5.5.7 5.5-2.3 0-1.2-.7-2-1.7-2z',
  hash: 'M6.5 2.5 5 13.5M11 2.5 9.5 13.5M3 6h10.5M2.5 10H13',
  heat: 'M2.5 3.5h11v9h-11zM2.5 8h11M8 3.5v9M4 5.8h2.5M9.5 10.2H12',
  sliders:
    'M2.5 4.5h5M11 4.5h2.5M2.5 11.5H5M8.5 11.5h5M9.2 6.3a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM6.8 13.3a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z',
  beats: 'M5.8 2.5h4.4l2.3 11h-9zM8 10.5l4.5-6.5M4.3 10.5h7.4',
  follow: 'M8 2v12M3 8h3M3 8l1.5-1.5M3 8l1.5 1.5M13 8h-3M13 8l-1.5-1.5M13 8l-1.5 1.5',
} as const;

export type IconName = keyof typeof PATHS;

/** One icon; decorative, so hidden from assistive technology: its control carries the name. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** Keys as another program has them, for the commands that exist here; all others keep Mezzo's. */
interface Preset {
  readonly id: string;
  readonly name: string;
  /** By the action's id. */
  readonly keys: Readonly<Record<string, string>>;
}

const mezzo: Preset = { id: 'mezzo', name: 'Mezzo', keys: {} };

export const presets: readonly Preset[] = [
  mezzo,
  {
    id: 'ableton',
    name: 'Like Ableton Live',
    keys: {
      'toggle-loop': 'Mod+L',
      'open-library': 'Mod+Shift+L',
      'toggle-follow': 'Mod+Shift+F',
      'zoom-fit': 'Shift+Z',
      'open-export': 'Mod+Shift+R',
      redo: 'Mod+Y',
      'toggle-library': 'Mod+Alt+B',
    },
  },
  {
    id: 'reaper',
    name: 'Like REAPER',
    keys: {
      'go-to-start': 'W',
      'audition-without': 'Shift+O',
      'toggle-loop': 'R',
      'tool-rectangle': 'Shift+R',
      'zoom-fit': 'Mod+PageDown',
      'zoom-selection': 'Mod+PageUp',
      'open-export': 'Mod+Alt+R',
      'open-settings': 'Mod+P',
      'open-commands': '?',
      'open-help': 'F1',
    },
  },
];

/** The preset of this id; Mezzo's for one that is unknown. */
export const presetOf = (id: string): Preset => presets.find((preset) => preset.id === id) ?? mezzo;

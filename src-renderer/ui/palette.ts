/** The tokens as the canvas needs them: 0xRRGGBB. */
export interface Palette {
  readonly ground: number;
  readonly panel: number;
  readonly raised: number;
  readonly line: number;
  readonly lineStrong: number;
  readonly text: number;
  readonly textMuted: number;
  readonly accent: number;
  readonly loop: number;
  readonly wave: number;
  readonly waveEdited: number;
  readonly plus: number;
  readonly minus: number;
  readonly warning: number;
  /** Over the spectrogram, in both themes. */
  readonly over: {
    readonly line: number;
    readonly accent: number;
    readonly loop: number;
    readonly plus: number;
    readonly minus: number;
  };
  readonly curves: readonly number[];
}

/** Reads the palette of the present theme from tokens.css. Throws when a token is no `#rrggbb` colour. */
export function readPalette(root: HTMLElement = document.documentElement): Palette {
  const style = getComputedStyle(root);
  const colour = (token: string): number => {
    const value = style.getPropertyValue(token).trim();
    if (!/^#[0-9a-f]{6}$/i.test(value)) throw new Error(`The token ${token} is no colour: “${value}”.`);
    return Number.parseInt(value.slice(1), 16);
  };
  return {
    ground: colour('--ground'),
    panel: colour('--panel'),
    raised: colour('--raised'),
    line: colour('--line'),
    lineStrong: colour('--line-strong'),
    text: colour('--text'),
    textMuted: colour('--text-muted'),
    accent: colour('--accent'),
    loop: colour('--loop'),
    wave: colour('--wave'),
    waveEdited: colour('--wave-edited'),
    plus: colour('--plus'),
    minus: colour('--minus'),
    warning: colour('--warning'),
    over: {
      line: colour('--over-line'),
      accent: colour('--over-accent'),
      loop: colour('--over-loop'),
      plus: colour('--over-plus'),
      minus: colour('--over-minus'),
    },
    curves: Array.from({ length: 8 }, (_, i) => colour(`--curve-${i + 1}`)),
  };
}

/** The CSS colour of the i-th curve; colours repeat after eight. */
export const curveToken = (index: number): string => `var(--curve-${(index % 8) + 1})`;

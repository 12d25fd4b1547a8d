import { Color } from 'pixi.js';

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

/** Reads the palette of the present theme from tokens.css, in whatever way the page's build writes a colour. Throws when a token is none. */
export function readPalette(root: HTMLElement = document.documentElement): Palette {
  const style = getComputedStyle(root);
  const colour = (token: string): number => new Color(style.getPropertyValue(token).trim()).toNumber();
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

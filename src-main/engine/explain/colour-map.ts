/** A colour in sRGB, 0 … 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** Colours at equal steps from 0 to 1, lightness rising evenly (checked in the test), so that louder always reads as lighter. */
export type ColourMap = readonly Colour[];

/** Unselected sound: dark to middle grey, so that it stays behind the selection. */
export const grey: ColourMap = [
  [16, 16, 18],
  [58, 58, 62],
  [102, 102, 107],
  [150, 150, 155],
];

/** What raises the explained value: black over deep red to light yellow. */
export const warm: ColourMap = [
  [40, 8, 14],
  [116, 22, 30],
  [200, 62, 24],
  [246, 130, 30],
  [255, 196, 80],
  [255, 247, 190],
];

/** What lowers the explained value: black over deep blue to light cyan. */
export const cool: ColourMap = [
  [6, 20, 48],
  [12, 52, 110],
  [20, 96, 170],
  [44, 146, 214],
  [120, 198, 240],
  [214, 242, 255],
];

/** The colour at `value`, 0 … 1 (clamped), straight between the two nearest of the map. */
export function colourAt(map: ColourMap, value: number): Colour {
  const at = Math.min(1, Math.max(0, value)) * (map.length - 1);
  const index = Math.min(map.length - 2, Math.floor(at));
  const share = at - index;
  const [from, to] = [map[index]!, map[index + 1]!];
  const mix = (channel: 0 | 1 | 2) => Math.round(from[channel] + share * (to[channel] - from[channel]));
  return [mix(0), mix(1), mix(2)];
}

/**
 * Paints a tile: level by gain and range to a place in the colour map. Across it is time, 0 … 1; down it is the tile's row,
 * 0 … 1 from the lowest. Where several rows fall on a pixel the loudest is shown, so that thin lines do not vanish.
 */
export const SPECTROGRAM_FRAGMENT = `#version 300 es
precision highp float;
in vec2 vUV;
out vec4 colour;
uniform sampler2D uLevels;
uniform sampler2D uColours;
// Slope and offset from a tile's byte to the place in the colour map.
uniform vec2 uLevelToColour;

const float ROWS = 256.0;
const float MOST_TAPS = 24.0;

float levelAt(float row) {
  return texture(uLevels, vec2((clamp(row, 0.0, ROWS - 1.0) + 0.5) / ROWS, vUV.x)).r;
}

void main() {
  float row = vUV.y * (ROWS - 1.0);
  float span = abs(dFdy(row));
  float taps = clamp(floor(span + 0.5), 1.0, MOST_TAPS);
  float level = 0.0;
  for (float tap = 0.5; tap < taps; tap += 1.0) level = max(level, levelAt(row + (tap / taps - 0.5) * span));
  float place = clamp(level * uLevelToColour.x + uLevelToColour.y, 0.0, 1.0);
  colour = texture(uColours, vec2((place * 255.0 + 0.5) / 256.0, 0.5));
}
`;

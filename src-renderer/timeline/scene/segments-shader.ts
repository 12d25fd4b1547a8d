/**
 * Fills each segment by its weight: warm and plain for plus, cool and hatched for minus; what the rule did not choose is faint.
 * Borders are found by looking at the neighbouring pixels' segments, so they are a pixel wide at every zoom.
 */
export const SEGMENTS_FRAGMENT = `#version 300 es
precision highp float;
in vec2 vUV;
out vec4 colour;
uniform sampler2D uLabels;
uniform sampler2D uStyles;
uniform vec2 uAcross;
uniform vec3 uPlus;
uniform vec3 uMinus;
uniform vec3 uChosen;
uniform float uStripe;

// The spectrogram steps back behind the segments, so that its own colours are not taken for signs.
const float VEIL = 0.55;

int placeAt(vec2 uv) {
  vec4 texel = texture(uLabels, vec2(uAcross.x + uv.x * uAcross.y, uv.y));
  if (texel.b < 0.5 || uv.x < 0.0 || uv.x > 1.0 || uv.y < 0.0 || uv.y > 1.0) return -1;
  return int(texel.r * 255.0 + 0.5) + 256 * int(texel.g * 255.0 + 0.5);
}

vec4 styleOf(int place) {
  return texelFetch(uStyles, ivec2(place & 255, place >> 8), 0);
}

void main() {
  vec2 pixel = vec2(dFdx(vUV.x), dFdy(vUV.y));
  int place = placeAt(vUV);
  if (place < 0) discard;
  vec4 style = styleOf(place);
  float weight = (style.r * 255.0 - 128.0) / 127.0;
  bool ruled = style.g > 0.5;
  bool chosen = style.b > 0.5;
  bool hovered = style.a > 0.5;
  vec3 hue = weight >= 0.0 ? uPlus : uMinus;

  float fill = ruled ? 0.3 + 0.4 * abs(weight) : 0.05 * abs(weight);
  if (weight < 0.0) {
    float stripe = mod(gl_FragCoord.x + gl_FragCoord.y, uStripe) / uStripe;
    fill *= stripe < 0.4 ? 1.35 : 0.4;
  }
  if (hovered) fill = min(0.9, fill + 0.2);

  float reach = chosen ? 2.0 : 1.0;
  bool edge = placeAt(vUV + vec2(reach * pixel.x, 0.0)) != place || placeAt(vUV - vec2(reach * pixel.x, 0.0)) != place
    || placeAt(vUV + vec2(0.0, reach * pixel.y)) != place || placeAt(vUV - vec2(0.0, reach * pixel.y)) != place;
  vec3 shade = hue;
  float veil = VEIL;
  if (edge) {
    shade = chosen || hovered ? uChosen : hue;
    fill = chosen ? 1.0 : hovered ? 0.85 : ruled ? 0.9 : 0.12;
    if (ruled) veil = 0.0;
  }
  colour = vec4(shade * fill, fill + veil * (1.0 - fill));
}
`;

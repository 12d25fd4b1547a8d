/**
 * A row a feature, its windows from left to right: warm and plain for plus, cool and hatched for minus, the ground for 0. Between two
 * windows the value goes straight, as in the curves.
 */
export const HEAT_MAP_FRAGMENT = `#version 300 es
precision highp float;
in vec2 vUV;
out vec4 colour;
uniform sampler2D uHeat;
// Windows, features, lines a feature, texels a line.
uniform vec4 uShape;
uniform vec3 uPlus;
uniform vec3 uMinus;
uniform float uStripe;

float valueAt(float window, float feature) {
  float line = feature * uShape.z + floor(window / uShape.w);
  float texel = texelFetch(uHeat, ivec2(int(mod(window, uShape.w)), int(line)), 0).r;
  return (texel * 255.0 - 128.0) / 127.0;
}

void main() {
  float feature = min(floor(vUV.y * uShape.y), uShape.y - 1.0);
  float place = clamp(vUV.x * uShape.x - 0.5, 0.0, uShape.x - 1.0);
  float before = floor(place);
  float after = min(before + 1.0, uShape.x - 1.0);
  float value = mix(valueAt(before, feature), valueAt(after, feature), place - before);
  float fill = abs(value);
  if (value < 0.0) {
    float stripe = mod(gl_FragCoord.x + gl_FragCoord.y, uStripe) / uStripe;
    fill *= stripe < 0.45 ? 1.0 : 0.45;
  }
  colour = vec4((value < 0.0 ? uMinus : uPlus) * fill, fill);
}
`;

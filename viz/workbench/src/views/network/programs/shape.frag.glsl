precision highp float;

varying vec4 v_color;
varying vec4 v_ring;
varying vec4 v_edges;
varying vec3 v_form;
varying float v_pixel;

const vec4 nothing = vec4(0.0);
const float ringWidth = 1.5;
const float reach = 1.35;

/* One reckoning for all shapes, without branches: a simulated graphics card goes through each of them for every point. */
void main(void) {
  vec2 point = reach * (2.0 * gl_PointCoord - 1.0);
  vec2 folded = vec2(abs(point.x), mix(-point.y, abs(point.y), v_form.y));
  float outside = max(dot(folded, v_edges.xy), dot(folded, v_edges.zw)) - v_form.x;
  float pixels = v_pixel * mix(outside, length(point) - 1.0, v_form.z);
  if (pixels > 1.0) discard;
  vec4 color = mix(v_color, v_ring, clamp(pixels + ringWidth, 0.0, 1.0) * v_ring.a);
  gl_FragColor = mix(color, nothing, clamp(pixels, 0.0, 1.0));
}

precision highp float;

varying vec4 v_color;
varying vec2 v_dash;
varying float v_along;

void main(void) {
  if (v_dash.y > 0.0 && mod(v_along, v_dash.x + v_dash.y) > v_dash.x) discard;
  gl_FragColor = v_color;
}

attribute vec4 a_color;
attribute vec2 a_position;
attribute vec2 a_normal;
attribute vec2 a_dash;
attribute float a_along;

uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
uniform float u_minEdgeThickness;

varying vec4 v_color;
varying vec2 v_dash;
varying float v_along;

const float bias = 255.0 / 254.0;

void main() {
  float size = length(a_normal);
  float thickness = max(size, u_minEdgeThickness * u_sizeRatio) * u_correctionRatio / u_sizeRatio;
  vec2 away = size > 0.0 ? a_normal / size * thickness : vec2(0.0);
  gl_Position = vec4((u_matrix * vec3(a_position + away, 1)).xy, 0, 1);
  v_along = a_along / (2.0 * u_correctionRatio);
  v_dash = a_dash;
  v_color = a_color;
  v_color.a *= bias;
}

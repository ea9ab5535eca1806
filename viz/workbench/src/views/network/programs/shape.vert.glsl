attribute vec4 a_color;
attribute vec4 a_ring;
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;

uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_pixelRatio;

varying vec4 v_color;
varying vec4 v_ring;
varying float v_pixel;
varying float v_shape;

const float bias = 255.0 / 254.0;
/* The square that is drawn has to hold the tips of the stars, too. */
const float reach = 1.4;

void main() {
  float radius = a_size / u_sizeRatio * u_pixelRatio;
  gl_Position = vec4((u_matrix * vec3(a_position, 1)).xy, 0, 1);
  gl_PointSize = 2.0 * reach * radius;
  v_pixel = 1.0 / radius;
  v_shape = a_shape;
  v_ring = a_ring;
  v_color = a_color;
  v_color.a *= bias;
}

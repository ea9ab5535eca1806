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
/* Two edges of the shape, as the directions across them; the others are their mirror images. */
varying vec4 v_edges;
/* How far the edges are from the middle, whether the shape is alike upside down, whether it is a circle. */
varying vec3 v_form;
varying float v_pixel;

const float bias = 255.0 / 254.0;
/* The square that is drawn has to hold the tips of the triangles, too. */
const float reach = 1.35;

void form(float shape) {
  if (shape < 0.5) { v_edges = vec4(0.0); v_form = vec3(0.0, 0.0, 1.0); }
  else if (shape < 1.5) { v_edges = vec4(0.7071, 0.7071, 0.7071, 0.7071); v_form = vec3(0.8132, 1.0, 0.0); }
  else if (shape < 2.5) { v_edges = vec4(1.0, 0.0, 0.0, 1.0); v_form = vec3(0.8485, 1.0, 0.0); }
  else if (shape < 3.5) { v_edges = vec4(0.866, 0.5, 0.0, -1.0); v_form = vec3(0.625, 0.0, 0.0); }
  else if (shape < 4.5) { v_edges = vec4(0.866, 0.5, 0.0, 1.0); v_form = vec3(0.9353, 1.0, 0.0); }
  else if (shape < 5.5) { v_edges = vec4(0.6, 0.0, 0.0, 1.0); v_form = vec3(0.72, 1.0, 0.0); }
  else { v_edges = vec4(0.866, -0.5, 0.0, 1.0); v_form = vec3(0.625, 0.0, 0.0); }
}

void main() {
  float radius = a_size / u_sizeRatio * u_pixelRatio;
  gl_Position = vec4((u_matrix * vec3(a_position, 1)).xy, 0, 1);
  gl_PointSize = 2.0 * reach * radius;
  form(a_shape);
  v_pixel = radius;
  v_ring = a_ring;
  v_color = a_color;
  v_color.a *= bias;
}

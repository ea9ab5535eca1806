precision highp float;

varying vec4 v_color;
varying vec4 v_ring;
varying float v_pixel;
varying float v_shape;

const vec4 nothing = vec4(0.0);
const float ringWidth = 1.5;
const float reach = 1.4;

/* How far a point lies outside the shape; the numbers follow the list of shapes, the measures its corners. */
float outside(vec2 p) {
  vec2 q = abs(p);
  if (v_shape < 0.5) return length(p) - 1.0;
  if (v_shape < 1.5) return (q.x + q.y - 1.15) * 0.7071;
  if (v_shape < 2.5) return max(q.x, q.y) - 0.8485;
  if (v_shape < 3.5) return max(q.x * 0.866 + p.y * 0.5, -p.y) - 0.625;
  if (v_shape < 4.5) return max(q.x * 0.866 + q.y * 0.5, q.y) - 0.9353;
  if (v_shape < 5.5) {
    float part = 1.256637;
    float angle = mod(atan(p.x, p.y) + 0.5 * part, part) - 0.5 * part;
    vec2 folded = length(p) * vec2(cos(angle), abs(sin(angle)));
    return dot(folded - vec2(1.3, 0.0), vec2(0.3973, 0.9177));
  }
  return max(q.x * 0.866 - p.y * 0.5, p.y) - 0.625;
}

void main(void) {
  vec2 point = reach * (2.0 * gl_PointCoord - 1.0);
  float away = outside(vec2(point.x, -point.y));
  if (away > v_pixel) discard;
  float ring = clamp(away / v_pixel + ringWidth, 0.0, 1.0);
  vec4 color = mix(v_color, v_ring, ring * v_ring.a);
  gl_FragColor = mix(color, nothing, clamp(away / v_pixel, 0.0, 1.0));
}

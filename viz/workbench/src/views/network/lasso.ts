/** What lies inside a line drawn by hand. */

export type Point = readonly [number, number];

/** Tells whether a point lies inside a polygon: a ray from it crosses the outline an odd number of times. */
export function inside(polygon: readonly Point[], [x, y]: Point): boolean {
  let within = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [xi, yi] = polygon[i] as Point;
    const [xj, yj] = polygon[j] as Point;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) within = !within;
  }
  return within;
}

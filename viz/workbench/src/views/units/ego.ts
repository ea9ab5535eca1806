/** The neighbourhood of a unit as a drawing: the unit in the middle, its tasks around it, further out what they are tied to. */

import type { PlanModel } from "../../model/plan.ts";
import { taskRef } from "../../model/refs.ts";

export interface Dot {
  ref: string;
  x: number;
  y: number;
  ring: 0 | 1 | 2;
}

export interface Line {
  from: Dot;
  to: Dot;
  does: boolean;
}

/** Half the width and half the height of the drawing, and of its rings. */
export const SIZE = { width: 300, height: 190 };
const RINGS = [0, 0.42, 0.86] as const;
/** More neighbours than these make no drawing but a tangle: the others are in the lists. */
const MOST = { tasks: 16, neighbours: 14 };

/** Gives the dots and lines. Each neighbour stands in the direction of its tasks; same plan, same drawing. */
export function ego(model: PlanModel, unit: string): { dots: Dot[]; lines: Line[] } {
  const rows = model.assignmentsOfUnit(unit);
  const tasks = [...new Set(rows.map((row) => row.task))].slice(0, MOST.tasks);
  const middle: Dot = { ref: unit, x: 0, y: 0, ring: 0 };
  const around = tasks.map((task, index) => dot(taskRef(task), index / tasks.length, 1));
  const lines: Line[] = around.map((to, index) => ({
    from: middle,
    to,
    does: rows.some((row) => row.task === tasks[index] && model.does(row)),
  }));
  const wanted = new Map<string, { turn: number; from: Dot; does: boolean }[]>();
  for (const [index, task] of tasks.entries()) {
    const from = around[index] as Dot;
    for (const { ref, does } of neighbours(model, task, unit)) {
      const ties = wanted.get(ref) ?? [];
      ties.push({ turn: index / tasks.length, from, does });
      wanted.set(ref, ties);
    }
  }
  const outer = [...wanted]
    .sort((a, b) => b[1].length - a[1].length)
    .slice(0, MOST.neighbours)
    .sort((a, b) => mean(a[1]) - mean(b[1]));
  const ring = outer.map(([ref], index) => dot(ref, index / outer.length, 2));
  for (const [index, [, ties]] of outer.entries()) {
    for (const { from, does } of ties) lines.push({ from, to: ring[index] as Dot, does });
  }
  return { dots: [middle, ...around, ...ring], lines };
}

/** Others with a part in the task, and what it is tied to. */
function neighbours(model: PlanModel, task: string, unit: string): { ref: string; does: boolean }[] {
  const units = model.assignmentsOfTask(task).map((row) => ({ ref: row.unit, does: model.does(row) }));
  const ends = model.relationsOf(taskRef(task)).flatMap((row) => [row.subject, row.object]);
  const things = ends.filter((id) => model.entity(id)).map((ref) => ({ ref, does: false }));
  const met = new Set([unit]);
  return [...units, ...things].filter(({ ref }) => !met.has(ref) && met.add(ref));
}

function dot(ref: string, turn: number, ring: 1 | 2): Dot {
  const angle = 2 * Math.PI * turn - Math.PI / 2;
  const round = (value: number): number => Math.round(value * 10) / 10;
  return { ref, ring, x: round(Math.cos(angle) * SIZE.width * RINGS[ring]), y: round(Math.sin(angle) * SIZE.height * RINGS[ring]) };
}

function mean(ties: readonly { turn: number }[]): number {
  return ties.reduce((sum, tie) => sum + tie.turn, 0) / ties.length;
}

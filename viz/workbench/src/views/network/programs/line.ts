/** Draws edges as whole or broken lines: all corners written out, because software renderers are slow with instances. */

import type Sigma from "sigma";
import { EdgeProgram, type ProgramDefinition, type ProgramInfo } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import FRAGMENT from "./line.frag.glsl?raw";
import { Sending } from "./sending.ts";
import VERTEX from "./line.vert.glsl?raw";

const UNIFORMS = ["u_matrix", "u_sizeRatio", "u_correctionRatio", "u_minEdgeThickness"] as const;
const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;

/** The corners of the two triangles that make a line: at which end, on which side. */
const CORNERS = [
  [0, 1],
  [0, -1],
  [1, 1],
  [1, 1],
  [0, -1],
  [1, -1],
] as const;

export interface LineData {
  dash: readonly [number, number];
}

export class LineProgram extends EdgeProgram<(typeof UNIFORMS)[number]> {
  readonly #sending = new Sending();

  constructor(gl: WebGLRenderingContext, _picking: WebGLFramebuffer | null, renderer: Sigma) {
    super(gl, null, renderer);
  }

  override getDefinition(): ProgramDefinition<(typeof UNIFORMS)[number]> {
    return {
      VERTICES: 6,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_normal", size: 2, type: FLOAT },
        { name: "a_dash", size: 2, type: FLOAT },
        { name: "a_along", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
    };
  }

  override processVisibleItem(
    _: number,
    start: number,
    source: NodeDisplayData,
    target: NodeDisplayData,
    data: EdgeDisplayData & Partial<LineData>,
  ): void {
    const { array } = this;
    this.#sending.forget();
    const dx = target.x - source.x;
    const dy = target.y - source.y;
    const length = Math.hypot(dx, dy);
    const width = length ? (data.size || 1) / length : 0;
    const colour = floatColor(data.color);
    let at = start;
    for (const [end, side] of CORNERS) {
      array[at++] = end ? target.x : source.x;
      array[at++] = end ? target.y : source.y;
      array[at++] = -dy * width * side;
      array[at++] = dx * width * side;
      array[at++] = data.dash?.[0] ?? 1;
      array[at++] = data.dash?.[1] ?? 0;
      array[at++] = end * length;
      array[at++] = colour;
    }
  }

  protected override bindProgram(program: ProgramInfo): void {
    this.#sending.bind(this, program);
  }

  override setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    gl.uniformMatrix3fv(uniformLocations.u_matrix ?? null, false, params.matrix);
    gl.uniform1f(uniformLocations.u_sizeRatio ?? null, params.sizeRatio);
    gl.uniform1f(uniformLocations.u_correctionRatio ?? null, params.correctionRatio);
    gl.uniform1f(uniformLocations.u_minEdgeThickness ?? null, params.minEdgeThickness);
  }
}

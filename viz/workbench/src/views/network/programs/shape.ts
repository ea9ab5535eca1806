/** Draws nodes as shapes with a ring, all kinds in one go: as points, which cost software renderers least. */

import type Sigma from "sigma";
import { NodeProgram, type ProgramDefinition, type ProgramInfo } from "sigma/rendering";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import { SHAPES, type Shape } from "../looks.ts";
import FRAGMENT from "./shape.frag.glsl?raw";
import { Sending } from "./sending.ts";
import VERTEX from "./shape.vert.glsl?raw";

const UNIFORMS = ["u_sizeRatio", "u_pixelRatio", "u_matrix"] as const;
const { FLOAT, UNSIGNED_BYTE, POINTS } = WebGLRenderingContext;

export interface ShapeData {
  shape: Shape;
  ring: string;
}

export class ShapeProgram extends NodeProgram<(typeof UNIFORMS)[number]> {
  readonly #sending = new Sending();

  constructor(gl: WebGLRenderingContext, _picking: WebGLFramebuffer | null, renderer: Sigma) {
    super(gl, null, renderer);
  }

  override getDefinition(): ProgramDefinition<(typeof UNIFORMS)[number]> {
    return {
      VERTICES: 1,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: POINTS,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_size", size: 1, type: FLOAT },
        { name: "a_shape", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_ring", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
    };
  }

  override processVisibleItem(_: number, start: number, data: NodeDisplayData & Partial<ShapeData>): void {
    const { array } = this;
    this.#sending.forget();
    let at = start;
    array[at++] = data.x;
    array[at++] = data.y;
    array[at++] = data.size;
    array[at++] = SHAPES.indexOf(data.shape ?? "circle");
    array[at++] = floatColor(data.color);
    array[at] = floatColor(data.ring ?? "#0000");
  }

  protected override bindProgram(program: ProgramInfo): void {
    this.#sending.bind(this, program);
  }

  override setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    gl.uniform1f(uniformLocations.u_pixelRatio ?? null, params.pixelRatio);
    gl.uniform1f(uniformLocations.u_sizeRatio ?? null, params.sizeRatio);
    gl.uniformMatrix3fv(uniformLocations.u_matrix ?? null, false, params.matrix);
  }
}

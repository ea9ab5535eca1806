/** Sends what a program draws to the graphics card where it has changed; sigma sends all of it with each frame. */

import type { ProgramInfo } from "sigma/rendering";

interface Inner {
  ATTRIBUTES: unknown[];
  array: Float32Array;
  bindAttribute(attribute: unknown, program: ProgramInfo, offset: number): number;
}

export class Sending {
  #sent: Float32Array | null = null;

  /** Notes that the array holds something new. */
  forget(): void {
    this.#sent = null;
  }

  /** Binds the buffer and its attributes, as sigma does before each drawing. */
  bind(program: object, info: ProgramInfo): void {
    const inner = program as Inner;
    const { gl, buffer } = info;
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    let offset = 0;
    for (const attribute of inner.ATTRIBUTES) offset += inner.bindAttribute(attribute, info, offset);
    if (this.#sent !== inner.array) gl.bufferData(gl.ARRAY_BUFFER, inner.array, gl.DYNAMIC_DRAW);
    this.#sent = inner.array;
    gl.bindBuffer(gl.ARRAY_BUFFER, null);
  }
}

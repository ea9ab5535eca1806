/** The picture on the screen: sigma draws it with WebGL; here scenes become what it draws, and gestures become calls. */

import Graph from "graphology";
import type { SigmaNodeEventPayload } from "sigma/types";
import type { Position } from "../../model/page.ts";
import { toned } from "./colours.ts";
import { TwoLayers } from "./layers.ts";
import type { Pen } from "./lettering.ts";
import { Names } from "./names.ts";
import { LineProgram } from "./programs/line.ts";
import { Nothing } from "./programs/nothing.ts";
import { ShapeProgram } from "./programs/shape.ts";
import { extent, type Scene, type SceneNode } from "./scene.ts";
import { height, LEAST_WIDTH, PADDING, radii } from "./sight.ts";

// what draws networks lays them out with the same library
export { settled } from "./settling.ts";

export interface Gestures {
  choose(ref: string): void;
  open(ref: string): void;
  hover(node: { number: number; x: number; y: number } | null): void;
  move(ref: string, place: Position): void;
}

interface Point {
  x: number;
  y: number;
}

/** How far beside a node one may point, in pixels. */
const SLACK = 2;
const FLY = 350;
const NEAR = 0.25;

export class Stage {
  readonly sigma: TwoLayers;
  readonly #graph = new Graph({ multi: true, type: "directed" });
  readonly #names: Names;
  #scene: Scene = { nodes: [], edges: [], centre: null };
  #byNumber = new Map<string, SceneNode>();
  #pen: Pen;
  #hovered: number | null = null;
  #dragged: string | null = null;
  #draggedFar = false;

  /** Throws where the browser has no WebGL: only an attempt can tell, and a second context would cost as much as the first. */
  constructor(
    container: HTMLElement,
    pen: Pen,
    readonly gestures: Gestures,
  ) {
    this.#pen = pen;
    this.sigma = new TwoLayers(this.#graph, container, {
      allowInvalidContainer: true,
      // circles and arrows are what sigma would add of its own
      defaultNodeType: "circle",
      defaultEdgeType: "line",
      nodeProgramClasses: { circle: ShapeProgram },
      nodeHoverProgramClasses: { circle: Nothing },
      edgeProgramClasses: { line: LineProgram, arrow: Nothing },
      renderLabels: false,
      zIndex: true,
      stagePadding: PADDING,
      minCameraRatio: 0.02,
      maxCameraRatio: 3,
      minEdgeThickness: LEAST_WIDTH,
      inertiaDuration: 0,
      zoomDuration: 120,
    });
    this.sigma.arrange((point) => this.#under(point), pen.pane);
    // scenes come whole: sigma is told once for each, not for every node and edge
    this.#graph.removeAllListeners();
    this.#names = new Names(this.sigma);
    this.sigma.on("afterRender", () => this.#names.follow(this.#scene, this.#pen, this.#hovered));
    this.#listen();
  }

  /** The node under a point of the screen, the more important where several lie there. */
  #under({ x, y }: Point): string | null {
    for (const { number } of this.#scene.nodes) {
      const key = String(number);
      const data = this.sigma.getNodeDisplayData(key);
      if (!data) continue;
      const at = this.sigma.framedGraphToViewport(data);
      if (Math.hypot(at.x - x, at.y - y) <= this.sigma.scaleSize(data.size) + SLACK) return key;
    }
    return null;
  }

  /** Shows a scene; `fit` brings all of it into view. */
  draw(scene: Scene, pen: Pen, { fit = false } = {}): void {
    this.#scene = scene;
    this.#pen = pen;
    this.#names.forget();
    const kept = new Set<string>();
    const keptEdges = new Set<string>();
    const radius = radii(scene.nodes.length, this.sigma.getDimensions());
    this.#byNumber = new Map(scene.nodes.map((node) => [String(node.number), node]));
    for (const [key, node] of this.#byNumber) {
      kept.add(key);
      const ring = node.chosen || node.pinned ? pen.ink : pen.pane;
      this.#graph.mergeNode(key, {
        x: node.place[0],
        y: node.place[1],
        size: radius(node),
        color: toned(node.look.colour, node.faint, pen.pane),
        shape: node.look.shape,
        ring,
        zIndex: height.node(node),
      });
    }
    for (const edge of scene.edges) {
      const { number, source, target, look, faint } = edge;
      const key = String(number);
      keptEdges.add(key);
      this.#graph.mergeEdgeWithKey(key, String(source.number), String(target.number), {
        size: look.width,
        color: toned(look.colour, faint, pen.pane),
        dash: look.dash,
        zIndex: height.edge(edge),
      });
    }
    for (const edge of this.#graph.edges()) if (!keptEdges.has(edge)) this.#graph.dropEdge(edge);
    for (const node of this.#graph.nodes()) if (!kept.has(node)) this.#graph.dropNode(node);
    if (fit) this.sigma.setCustomBBox(extent(scene));
    this.sigma.paint(pen.pane);
    this.sigma.refresh();
    if (fit) this.sigma.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
  }

  /** Brings a node into the middle, near enough to read its name. */
  fly(number: number, { near = true } = {}): void {
    const data = this.sigma.getNodeDisplayData(String(number));
    if (!data) return;
    const camera = this.sigma.getCamera();
    const ratio = near ? Math.min(camera.ratio, NEAR) : camera.ratio;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const state = { x: data.x, y: data.y, ratio };
    if (still) camera.setState(state);
    else void camera.animate(state, { duration: FLY });
  }

  /** Tells whether a node stands in the middle part of the window. */
  inView(number: number): boolean {
    const data = this.sigma.getNodeDisplayData(String(number));
    if (!data) return false;
    const { x, y } = this.sigma.framedGraphToViewport(data);
    const { width, height } = this.sigma.getDimensions();
    return x > 40 && y > 40 && x < width - 40 && y < height - 40;
  }

  whole(): void {
    void this.sigma.getCamera().animatedReset({ duration: FLY });
  }

  zoom(inwards: boolean): void {
    const camera = this.sigma.getCamera();
    void (inwards ? camera.animatedZoom({ duration: 150 }) : camera.animatedUnzoom({ duration: 150 }));
  }

  pan(dx: number, dy: number): void {
    const camera = this.sigma.getCamera();
    camera.setState({ x: camera.x + dx * camera.ratio, y: camera.y + dy * camera.ratio });
  }

  /** The nodes that are drawn where the test holds for their place on the screen. */
  caught(test: (point: Position) => boolean): string[] {
    return this.#scene.nodes
      .filter((node) => {
        const data = this.sigma.getNodeDisplayData(String(node.number));
        if (!data) return false;
        const { x, y } = this.sigma.framedGraphToViewport(data);
        return test([x, y]);
      })
      .map((node) => node.ref);
  }

  end(): void {
    this.#names.end();
    this.sigma.kill();
  }

  #listen(): void {
    const { sigma } = this;
    const at = ({ node }: SigmaNodeEventPayload): SceneNode | undefined => this.#byNumber.get(node);
    sigma.on("clickNode", (event) => {
      const node = at(event);
      if (node && !this.#draggedFar) this.gestures.choose(node.ref);
    });
    sigma.on("clickStage", () => this.gestures.choose(""));
    sigma.on("doubleClickNode", (event) => {
      event.preventSigmaDefault();
      const node = at(event);
      if (node) this.gestures.open(node.ref);
    });
    sigma.on("enterNode", (event) => {
      const node = at(event);
      const data = this.sigma.getNodeDisplayData(event.node);
      if (!node || !data) return;
      this.#hovered = node.number;
      sigma.getContainer().style.cursor = "pointer";
      this.gestures.hover({ number: node.number, ...sigma.framedGraphToViewport(data) });
    });
    sigma.on("leaveNode", () => {
      this.#hovered = null;
      sigma.getContainer().style.cursor = "";
      this.gestures.hover(null);
    });
    sigma.on("downNode", ({ node }) => {
      this.#dragged = node;
      this.#draggedFar = false;
    });
    sigma.on("moveBody", ({ event }) => {
      if (this.#dragged === null) return;
      event.preventSigmaDefault();
      event.original.preventDefault();
      this.#draggedFar = true;
      this.gestures.hover(null);
      this.#put(this.#dragged, sigma.viewportToGraph(event));
    });
    for (const end of ["upNode", "upStage"] as const) sigma.on(end, () => this.#drop());
  }

  /** Moves one node with its edges, without indexing all the others anew. */
  #put(key: string, { x, y }: { x: number; y: number }): void {
    const attributes = this.#graph.getNodeAttributes(key);
    attributes.x = x;
    attributes.y = y;
    this.#names.lift(this.#byNumber.get(key)?.number ?? null);
    this.sigma.refresh({ partialGraph: { nodes: [key], edges: this.#graph.edges(key) }, skipIndexation: true, schedule: true });
  }

  #drop(): void {
    const key = this.#dragged;
    this.#dragged = null;
    this.#names.lift(null);
    const node = key === null ? undefined : this.#byNumber.get(key);
    if (!node || !this.#draggedFar) return;
    const { x, y } = this.#graph.getNodeAttributes(key) as { x: number; y: number };
    this.gestures.move(node.ref, [x, y]);
    // the click that ends the drag comes after this event and is no choice
    setTimeout(() => (this.#draggedFar = false));
  }
}

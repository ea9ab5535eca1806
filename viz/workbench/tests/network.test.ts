import { describe, expect, test } from "vitest";
import { blend } from "../src/views/network/colours.ts";
import { again, back, begun, step } from "../src/views/network/history.ts";
import { placed, shortened, type Wanted } from "../src/views/network/labels.ts";
import { inside } from "../src/views/network/lasso.ts";
import { CORNERS, SHAPES, shapePath } from "../src/views/network/looks.ts";
import { netOf, type Net } from "../src/views/network/net.ts";
import { EMPTY, ego, shown } from "../src/views/network/picture.ts";
import { sceneOf, type SceneNode } from "../src/views/network/scene.ts";
import { PADDING, whole } from "../src/views/network/sight.ts";
import { onPaper, svgOf } from "../src/views/network/svg.ts";
import { around, notThroughIssuer, shortestWays } from "../src/views/network/walks.ts";

const tie = (source: string, target: string, layer = "assignment", predicate = "lead") => ({ source, target, layer, predicate, start: 0 });
const thing = (ref: string, kind = "School") => ({ ref, kind, label: ref });

/** A directive with two tasks; 甲 does both, 乙 the second, 丙 stands alone. */
const NET = netOf(
  [thing("节", "directive"), thing("任务1", "task"), thing("任务2", "task"), thing("甲"), thing("乙"), thing("丙")],
  [
    tie("节", "任务1", "structure", "hasPart"),
    tie("节", "任务2", "structure", "hasPart"),
    tie("甲", "任务1"),
    tie("甲", "任务2"),
    tie("乙", "任务2", "assignment", "site"),
  ],
);
const PLACES = { whole: Object.fromEntries(NET.nodes.map(({ ref }, i) => [ref, [i, i % 2] as const])) };
const names = (net: Net, numbers: Iterable<number>): string[] => [...numbers].map((number) => net.nodes[number]?.label ?? "");
const number = (ref: string): number => NET.numbers.get(ref) as number;

describe("walks", () => {
  test("a neighbourhood goes as far as it is told, the nearest first", () => {
    expect([...around(NET, number("乙"), 1)].map(([node, distance]) => [NET.nodes[node]?.label, distance])).toEqual([
      ["乙", 0],
      ["任务2", 1],
    ]);
    expect(names(NET, around(NET, number("乙"), 2).keys())).toEqual(["乙", "任务2", "节", "甲"]);
  });

  test("all shortest ways are found, and none longer", () => {
    const ways = shortestWays(NET, number("任务1"), number("任务2"), 10).map((way) => names(NET, way));
    expect(ways).toHaveLength(2);
    expect(ways).toEqual(
      expect.arrayContaining([
        ["任务1", "节", "任务2"],
        ["任务1", "甲", "任务2"],
      ]),
    );
  });

  test("a way may begin at the issuer of tasks that name nobody, and leads through it only where nothing else does", () => {
    const net = netOf(
      [thing("局"), thing("任务1", "task"), thing("任务2", "task"), thing("计划甲"), thing("计划乙")],
      [
        tie("局", "任务1", "default", "defaultActor"),
        tie("局", "任务2", "default", "defaultActor"),
        tie("任务1", "计划甲", "mention", "actsOn"),
        tie("任务2", "计划乙", "mention", "mentions"),
      ],
    );
    const at = (ref: string): number => net.numbers.get(ref) as number;
    const [issuer, first, second] = [at("局"), at("计划甲"), at("计划乙")];
    const on = (): boolean => true;
    expect(shortestWays(net, issuer, second, 10, notThroughIssuer(net, [issuer, second], on)).map((way) => names(net, way))).toEqual([
      ["局", "任务2", "计划乙"],
    ]);
    expect(shortestWays(net, first, second, 10, notThroughIssuer(net, [first, second], on))).toEqual([]);
    expect(shortestWays(net, first, second, 10)).toHaveLength(1);
    expect(names(net, around(net, first, 3, notThroughIssuer(net, [first], on)).keys())).toEqual(["计划甲", "任务1"]);
  });

  test("no way leads to what stands alone, nor over lines that are switched off", () => {
    expect(shortestWays(NET, number("甲"), number("丙"), 10)).toEqual([]);
    expect(shortestWays(NET, number("甲"), number("乙"), 10, (edge) => NET.edges[edge]?.predicate !== "site")).toEqual([]);
  });
});

describe("pictures", () => {
  test("what the legend switches off is not drawn, nor the lines to it", () => {
    const { nodes, edges } = shown(NET, PLACES, { ...EMPTY, off: ["task"] });
    expect(names(NET, nodes)).toEqual(["节", "甲", "乙", "丙"]);
    expect(edges).toEqual([]);
  });

  test("a folded heading hides its parts and what hangs on them alone", () => {
    const { nodes, hidden } = shown(NET, PLACES, { ...EMPTY, folded: ["节"] });
    expect(names(NET, nodes)).toEqual(["节", "丙"]);
    expect(hidden.get(number("节"))).toBe(4);
  });

  test("a neighbourhood stands round its middle, whatever the layout", () => {
    const { nodes, places } = shown(NET, PLACES, { ...EMPTY, focus: "甲", steps: 1 });
    expect(names(NET, nodes).sort()).toEqual(["任务1", "任务2", "甲"]);
    expect(places.get(number("甲"))).toEqual([0, 0]);
    const [far, near] = ["任务1", "任务2"].map((ref) => Math.hypot(...(places.get(number(ref)) as [number, number])));
    expect(far).toBeCloseTo(near as number);
  });

  test("places that were moved by hand stay", () => {
    expect(shown(NET, PLACES, { ...EMPTY, moved: { 甲: [9, 9] } }).places.get(number("甲"))).toEqual([9, 9]);
  });

  test("no two nodes of a neighbourhood stand on one place", () => {
    const places = ego(NET, around(NET, number("节"), 3)).map(([, place]) => place.map((value) => value.toFixed(3)).join());
    expect(new Set(places).size).toBe(places.length);
  });
});

test("steps can be taken back and again, and a new one forgets what was taken back", () => {
  const two = step(step(begun("一"), "二"), "三");
  expect(back(two).now).toBe("二");
  expect(again(back(two)).now).toBe("三");
  expect(step(back(two), "四").future).toEqual([]);
  expect(back(begun("一")).now).toBe("一");
});

describe("names", () => {
  const at = (key: number, x: number, y: number): Wanted => ({ key, text: "白鹭小学", x, y, radius: 5, side: "right" });
  const room = { width: 500, height: 500, line: 16 };

  test("no name covers another; the first wanted is written", () => {
    const written = placed([at(1, 100, 100), at(2, 110, 104), at(3, 100, 200)], room, () => 50, 10);
    expect(written.map(({ key }) => key)).toEqual([1, 3]);
  });

  test("a name on the left ends before its node", () => {
    const [written] = placed([{ ...at(1, 100, 100), side: "left" }], room, () => 50, 10);
    expect((written?.left ?? 0) + 50).toBeLessThan(95);
  });

  test("a name that would leave the window stands on the other side, if there is room", () => {
    const { width } = room;
    const [written] = placed([at(1, width - 20, 100)], room, () => 50, 10);
    expect((written?.left ?? width) + 50).toBeLessThan(width - 20);
    expect(placed([at(1, width - 20, 100)], room, () => width, 10)[0]?.left).toBeGreaterThan(width - 20);
  });

  test("a name stands where it covers no node, if there is such a side", () => {
    const [free] = placed([at(1, 300, 100)], room, () => 50, 10, [{ x: 330, y: 102, radius: 4 }]);
    expect((free?.left ?? 300) + 50).toBeLessThan(295);
    const [between] = placed([at(1, 300, 100)], room, () => 50, 10, [
      { x: 330, y: 102, radius: 4 },
      { x: 270, y: 98, radius: 4 },
    ]);
    expect(between?.left).toBeGreaterThan(300);
  });

  test("long names are cut between characters, not within one", () => {
    expect(shortened("𠮷祥小学校舍", 4)).toBe("𠮷祥小…");
    expect(shortened("白鹭小学", 4)).toBe("白鹭小学");
  });
});

describe("the sight of the whole", () => {
  const scene = (places: Record<string, readonly [number, number]>) => {
    const net = netOf(
      Object.keys(places).map((ref) => thing(ref)),
      [],
    );
    return sceneOf(
      net,
      shown(net, { whole: places }, EMPTY),
      { nodes: new Map(), lines: new Map() },
      { chosen: "", ways: new Set(), moved: {}, focus: "", facing: false },
    );
  };
  const rooms = [
    { width: 1100, height: 600 },
    { width: 360, height: 500 },
  ];

  test.each(rooms)("all of it stands in the window, and nearly fills it: %o", (room) => {
    for (const places of [
      { a: [0, 0], b: [90, 30] },
      { a: [0, 0], b: [30, 90] },
    ] as const) {
      const { nodes } = scene(places);
      const at = nodes.map((node) => whole(scene(places), room).at(node));
      const margins = at.flatMap((place) => [place?.x ?? 0, place?.y ?? 0, room.width - (place?.x ?? 0), room.height - (place?.y ?? 0)]);
      expect(Math.min(...margins)).toBeGreaterThanOrEqual(PADDING);
      expect(Math.min(...margins)).toBeLessThan(PADDING + 60);
    }
  });

  test("what is further up in the layout is further up in the window", () => {
    const { nodes, ...rest } = scene({ low: [0, 0], high: [10, 10] });
    const [low, high] = ["low", "high"].map((ref) =>
      whole({ nodes, ...rest }, { width: 1100, height: 600 }).at(nodes.find((node) => node.ref === ref) as SceneNode),
    );
    expect(high?.y).toBeLessThan(low?.y ?? 0);
    expect(high?.x).toBeGreaterThan(low?.x ?? 0);
  });
});

test("a lasso catches what lies inside it, however it is bent", () => {
  const bent = [
    [0, 0],
    [10, 0],
    [10, 10],
    [5, 2],
    [0, 10],
  ] as const;
  expect(inside(bent, [1, 3])).toBe(true);
  expect(inside(bent, [5, 8])).toBe(false);
  expect(inside(bent, [20, 3])).toBe(false);
});

test("every shape has a closed path of its own", () => {
  const paths = SHAPES.map((shape) => shapePath(shape, 0, 0, 10));
  expect(new Set(paths).size).toBe(SHAPES.length);
  for (const path of paths) expect(path).toMatch(/^M.*z$/);
  expect(Object.keys(CORNERS)).toEqual([...SHAPES]);
});

test("colours mix", () => {
  expect(blend("#000000", "#ffffff", 0.5)).toBe("#808080");
  expect(blend("#fff", "#000", 1)).toBe("#000000");
});

describe("the picture as a file", () => {
  const net = netOf([{ ref: "a", kind: "School", label: '<script>"&甲' }, thing("b")], [tie("a", "b")]);
  const looks = { nodes: new Map(), lines: new Map() };
  const scene = (chosen: string) =>
    sceneOf(net, shown(net, { whole: { a: [0, 0], b: [1, 1] } }, EMPTY), looks, {
      chosen,
      ways: new Set(),
      moved: {},
      focus: "",
      facing: false,
    });
  const paper = { width: 400, height: 300, ink: "#000000", pane: "#ffffff", font: "sans-serif", title: "图" };

  test("names stay text", () => {
    const svg = svgOf(scene(""), paper, (text) => text.length * 12);
    expect(svg).toContain("&lt;script&gt;&quot;&amp;甲");
    expect(svg).not.toContain("<script>");
  });

  test("a picture with a key tells its title and what its shapes mean, and stands beside them", () => {
    const key = [
      { name: "学校", node: { shape: "circle", colour: "#123456", size: 5, rank: 7 } as const },
      { name: "牵头", line: { colour: "#654321", width: 3, dash: [1, 0] } as const },
    ];
    const svg = svgOf(scene(""), { ...paper, key }, (text) => text.length * 12);
    for (const words of [`>${paper.title}</text>`, ">学校</text>", "#123456", ">牵头</text>", "#654321"]) expect(svg).toContain(words);
    const places = scene("").nodes.map(onPaper(scene(""), { ...paper, key }));
    for (const [x, y] of places) expect([x > 170, y > 34]).toEqual([true, true]);
  });

  test("what is chosen is drawn with a ring of ink", () => {
    expect(svgOf(scene("a"), paper, () => 10)).toContain('stroke="#000000" stroke-width="2"');
    expect(svgOf(scene(""), paper, () => 10)).not.toContain('stroke-width="2"/');
  });
});

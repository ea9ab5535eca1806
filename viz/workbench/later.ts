// Takes large libraries out of the page's script: `?later` gives what loads a module from a script of its own when it is needed.

import { basename } from "node:path";
import { build, type Plugin } from "vite";

const QUERY = "?later";

/** Gives the plugin: each such module stands in the page as text that the browser reads over until then. */
export function later(): Plugin {
  let scripts = new Map<string, string>();
  return {
    name: "plankg-later",
    enforce: "pre",
    buildStart() {
      scripts = new Map();
    },
    async resolveId(source, importer) {
      if (!source.endsWith(QUERY)) return null;
      const found = await this.resolve(source.slice(0, -QUERY.length), importer, { skipSelf: true });
      return found && found.id + QUERY;
    },
    async load(id) {
      if (!id.endsWith(QUERY)) return null;
      const path = id.slice(0, -QUERY.length);
      const name = `later_${basename(path, ".ts")}`;
      if (scripts.has(name)) throw new Error(`two scripts would have the name ${name}`);
      scripts.set(name, await bundled(path, name));
      return `import { loaded } from "/src/later.ts";\nexport default () => loaded(${JSON.stringify(name)});`;
    },
    transformIndexHtml: {
      order: "post",
      // the shortest first: what waits for it need not wait for the others
      handler: (html) =>
        html.replace("<!--plankg:later-->", () =>
          [...scripts]
            .map(([name, code]) => inert(name, code))
            .sort((a, b) => a.length - b.length)
            .join("\n"),
        ),
    },
  };
}

async function bundled(path: string, name: string): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: "silent",
    build: { write: false, target: "es2022", lib: { entry: path, formats: ["iife"], name } },
  });
  const [first] = [made].flat();
  const chunk = first && "output" in first ? first.output[0] : undefined;
  if (chunk?.type !== "chunk") throw new Error(`no script came of ${path}`);
  return chunk.code;
}

/** No text in the code may end the element, or begin another. */
function inert(name: string, code: string): string {
  return `<script type="text/plain" id="${name}">${code.replace(/<(\/script|!--)/g, "\\x3C$1")}</script>`;
}

// Builds one page: everything inlined into one HTML file, and a policy in it that forbids every request.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";
import { defineConfig } from "vitest/config";
import { later } from "./later.ts";

const POLICY = "__PLANKG_POLICY__";

/** The source expressions that allow exactly these inline elements (https://www.w3.org/TR/CSP3/#grammardef-hash-source). */
function hashes(html: string, element: "script" | "style"): string {
  const texts = [...html.matchAll(new RegExp(`<${element}[^>]*>([\\s\\S]*?)</${element}>`, "g"))];
  return texts
    .map(
      ([, text]) =>
        `'sha256-${createHash("sha256")
          .update(text ?? "")
          .digest("base64")}'`,
    )
    .join(" ");
}

/** Packs the engine that answers SPARQL beside the page, which takes it in with its data; its glue must not look for it. */
function engine(): Plugin {
  return {
    name: "plankg-engine",
    transform(code, id) {
      return id.includes("oxigraph/web.js") ? code.replace("new URL('web_bg.wasm', import.meta.url)", "undefined") : null;
    },
    generateBundle() {
      const module = readFileSync(new URL("node_modules/oxigraph/web_bg.wasm", import.meta.url));
      this.emitFile({ type: "asset", fileName: "engine.wasm.gz", source: gzipSync(module, { level: 9 }) });
    },
  };
}

/** Keeps Svelte from making an error as it begins: to tell where, the browser would read the whole script a second time. */
function faultless(): Plugin {
  return {
    name: "plankg-faultless",
    transform(code, id) {
      if (!id.endsWith("svelte/src/internal/client/constants.js")) return null;
      const made = code.replace("class StaleReactionError extends Error", "class StaleReactionError");
      if (made === code) throw new Error("Svelte makes its error elsewhere now");
      return made;
    },
  };
}

function policy(mode: string): Plugin {
  return {
    name: "plankg-policy",
    enforce: "post",
    generateBundle: {
      // after everything is inlined
      order: "post",
      handler(_, bundle) {
        for (const page of Object.values(bundle)) {
          if (page.type !== "asset" || !page.fileName.endsWith(".html")) continue;
          const html = started(String(page.source).replaceAll("\r\n", "\n"));
          page.source = html.replace(POLICY, policyOf(html, mode));
        }
      },
    },
  };
}

/** Runs the page's script as soon as its data is read, before the browser goes on: what stands behind is needed later, if at all. */
function started(html: string): string {
  const script = /<script type="module"[^>]*>([\s\S]*?)<\/script>\n?/;
  const code = script.exec(html)?.[1] ?? "";
  return html.replace(script, "").replace("<!--plankg:script-->", () => `<script>(() => {"use strict";${code}})()</script>`);
}

/** The query page of a server asks that server; the page that opens from disk asks nobody, and runs the engine itself. */
function policyOf(html: string, mode: string): string {
  const own = mode === "query" ? ["connect-src 'self'"] : ["worker-src blob:"];
  return [
    "default-src 'none'",
    `script-src ${hashes(html, "script")}${mode === "query" ? "" : " 'wasm-unsafe-eval'"}`,
    `style-src ${hashes(html, "style")}`,
    // the editor sets the places of its parts as attributes; what they could load is forbidden all the same
    "style-src-attr 'unsafe-inline'",
    "img-src data: blob:",
    ...own,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

export default defineConfig(({ mode }) => ({
  plugins: [later(), faultless(), svelte(), viteSingleFile({ removeViteModuleLoader: true }), engine(), policy(mode)],
  worker: { plugins: () => [engine()] },
  build: {
    target: "es2022",
    outDir: "../built",
    emptyOutDir: false,
    modulePreload: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: { input: `${mode}.html` },
  },
  test: { include: ["tests/**/*.test.ts"] },
}));

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export interface PageFile {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** The page as the gateway serves it, by path. */
export type PageFiles = ReadonlyMap<string, PageFile>;

const FOLDER = fileURLToPath(new URL("../../web-monitor/", import.meta.url));

/** Bundles the page's sources in memory, minified, as the build does. */
export async function bundlePage(): Promise<PageFiles> {
  const { outputFiles } = await build({
    entryPoints: [`${FOLDER}main.ts`, `${FOLDER}style.css`],
    outdir: "/",
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
    logLevel: "silent",
  });
  const [script, style] = ["main.js", "style.css"].map((name) =>
    outputFiles.find(({ path }) => path.endsWith(name)),
  );
  if (!script || !style) throw new Error("esbuild did not give main.js and style.css");
  return new Map([
    ["/", { type: "text/html; charset=utf-8", bytes: readFileSync(`${FOLDER}index.html`) }],
    ["/main.js", { type: "text/javascript", bytes: script.contents }],
    ["/style.css", { type: "text/css", bytes: style.contents }],
  ]);
}

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as esbuild from "esbuild";
import { EXTERNAL_PACKAGES, NODE_ENTRIES, PAGE } from "./entries.mjs";

// CommonJS packages in the bundle ask for Node's own modules with `require`, which ESM has not.
const REQUIRE_BANNER =
  'import { createRequire as vnetosCreateRequire } from "node:module"; const require = vnetosCreateRequire(import.meta.url);';

/**
 * The outside packages are CommonJS: `require` loads them three times as fast as `import`, which reads
 * each file once more to find the names it exports.
 */
const REQUIRED_PACKAGES = {
  name: "required-packages",
  setup(build) {
    const names = new RegExp(`^(?:${EXTERNAL_PACKAGES.join("|")})(?:/|$)`);
    build.onResolve({ filter: names }, ({ path, kind }) =>
      kind === "require-call" ? { path, external: true } : { path, namespace: "required" },
    );
    build.onLoad({ filter: /./, namespace: "required" }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)});`,
      loader: "js",
    }));
  },
};

const SHARED = {
  bundle: true,
  splitting: true,
  write: false,
  format: "esm",
  sourcemap: true,
  logLevel: "silent",
  chunkNames: "chunk-[hash]",
  charset: "utf8",
  // Fengari says that it has no side effects, but its modules must be loaded in their order.
  ignoreAnnotations: true,
};

/**
 * Bundles every row of the entry table. A row gives `files` (path in `dist` -> bytes), or `skipped`,
 * or `errors` (text for people): one broken entry does not keep the others from being built.
 */
export async function bundleAll(root) {
  const rows = [...NODE_ENTRIES, PAGE].map((entry) => bundleRow(root, entry));
  try {
    return await Promise.all(rows);
  } finally {
    await esbuild.stop();
  }
}

async function bundleRow(root, entry) {
  const started = performance.now();
  if (!existsSync(join(root, entry.source))) return { ...entry, skipped: true, files: new Map() };
  try {
    const files = await (entry === PAGE ? bundlePage(root) : bundleNode(root, entry));
    return { ...entry, files, ms: performance.now() - started };
  } catch (error) {
    return { ...entry, files: new Map(), errors: await errorText(error) };
  }
}

async function bundleNode(root, entry) {
  const result = await esbuild.build({
    ...SHARED,
    absWorkingDir: root,
    entryPoints: { [entry.name]: entry.source },
    outdir: "dist",
    platform: "node",
    target: "node20",
    plugins: [REQUIRED_PACKAGES],
    banner: { js: REQUIRE_BANNER },
  });
  return outputs(root, result);
}

async function bundlePage(root) {
  const html = readFileSync(join(root, PAGE.source));
  const result = await esbuild.build({
    ...SHARED,
    absWorkingDir: root,
    entryPoints: pageParts(root, html.toString()),
    outdir: "dist/page",
    outbase: "web-monitor",
    platform: "browser",
    target: "es2022",
    minify: true,
    loader: { ".svg": "copy", ".png": "copy", ".ico": "copy", ".woff2": "copy" },
    assetNames: "[name]-[hash]",
  });
  return outputs(root, result).set("page/index.html", html);
}

/** Sources of what the page names: `main.js` is made of `main.ts`; what another part makes is not asked for. */
function pageParts(root, html) {
  const named = html.matchAll(/(?:src|href)="(?:\.?\/)?([\w./-]+\.(?:js|css|svg|png|ico))"/g);
  const sources = [...named].map(([, path]) => `web-monitor/${path.replace(/\.js$/, ".ts")}`);
  return [...new Set(sources)].filter((path) => existsSync(join(root, path)));
}

function outputs(root, result) {
  const dist = join(root, "dist");
  return new Map(
    result.outputFiles.map((file) => [
      file.path.slice(dist.length + 1).replaceAll("\\", "/"),
      file.contents,
    ]),
  );
}

async function errorText(error) {
  if (!Array.isArray(error?.errors)) return String(error?.message ?? error);
  const lines = await esbuild.formatMessages(error.errors, { kind: "error", color: false });
  return lines.join("").trim();
}

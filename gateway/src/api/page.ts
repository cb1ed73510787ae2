import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import type { FastifyInstance } from "fastify";
import { VnetosError } from "#protocol";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".map": "application/json",
};

/** Nothing from elsewhere, nothing framed: the page is all there is. */
const HEADERS = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self' ws:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-cache",
};

/** Serves the bundled page from `folder`. It holds no secret: the token comes with the address's fragment. */
export function servePage(app: FastifyInstance, folder: string): void {
  app.get("/*", { schema: { hide: true } }, async (request, reply) => {
    const path = normalize((request.params as { "*": string })["*"] || "index.html");
    const type = TYPES[extname(path)];
    if (!type || path.startsWith("..") || path.startsWith("/"))
      throw new VnetosError("not-found", `no page ${request.url}`);
    const bytes = await readFile(join(folder, path)).catch(() => undefined);
    if (!bytes) throw new VnetosError("not-found", `no page ${request.url}`);
    return reply.headers({ ...HEADERS, "Content-Type": type }).send(bytes);
  });
}

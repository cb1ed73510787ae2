// Who may import whom: the table of docs/architecture.md, deny by default.
// A folder may import itself, its row here, and the named packages.
const rows = {
  "gateway/protocol": { folders: [], packages: [], core: false },
  "gateway/protocol/node": { folders: ["gateway/protocol"], packages: [], core: true },
  "firmware/build": { folders: ["gateway/protocol"], packages: [], core: true },
  "fpga-switch-config/src": { folders: ["gateway/protocol"], packages: [], core: false },
  "fpga-switch-config/node": {
    folders: ["gateway/protocol", "fpga-switch-config/src"],
    packages: [],
    core: true,
  },
  "lua-runtime/src": { folders: ["gateway/protocol"], packages: ["fengari"], core: false },
  "lua-runtime/node": {
    folders: ["gateway/protocol", "gateway/protocol/node", "lua-runtime/src"],
    packages: [],
    core: true,
  },
  "lua-runtime/web": {
    folders: ["gateway/protocol", "lua-runtime/src"],
    packages: [],
    core: false,
  },
  "tstl-apps/toolchain": {
    folders: [],
    packages: ["typescript", "typescript-to-lua", "fengari", "luaparse", "@jridgewell/.*"],
    core: false,
  },
  "gateway/src/nodes": {
    folders: ["gateway/protocol", "gateway/protocol/node"],
    packages: ["@serialport/.*"],
    core: true,
  },
  "gateway/src/cluster": {
    folders: [
      "firmware/build",
      "gateway/protocol",
      "gateway/protocol/node",
      "gateway/src/nodes",
      "tstl-apps/toolchain",
      "lua-runtime/node",
      "fpga-switch-config/src",
      "fpga-switch-config/node",
    ],
    packages: [],
    core: true,
  },
  "gateway/src/api": {
    folders: ["gateway/protocol", "gateway/src/nodes", "gateway/src/cluster", "gateway/src/flash"],
    packages: ["fastify", "@fastify/.*", "ws"],
    core: true,
  },
  "gateway/src/flash": {
    folders: ["firmware/build", "gateway/protocol", "gateway/src/nodes", "gateway/src/cluster"],
    packages: [],
    core: true,
  },
  "gateway/src/cli": {
    folders: [
      "gateway/protocol",
      "gateway/src/nodes",
      "gateway/src/cluster",
      "gateway/src/api",
      "tstl-apps/toolchain",
    ],
    packages: ["commander", "picocolors", "ws"],
    core: true,
  },
  "web-monitor": { folders: ["gateway/protocol"], packages: [], core: false },
};

/** Public faces besides index.ts: for what must not load the whole folder. */
const FACES = { "tstl-apps/toolchain": "index|messages", "gateway/src/cluster": "index|package" };

/** Files of a folder, but not those of a room in it that has a row of its own. */
const folderOf = (folder) => {
  const rooms = Object.keys(rows).filter((other) => other.startsWith(`${folder}/`));
  const names = rooms.map((room) => `${room.slice(folder.length + 1)}/`);
  return names.length === 0 ? `^${folder}/` : `^${folder}/(?!${names.join("|")})`;
};

const own = Object.entries(rows).map(([folder, row]) => ({
  name: `row-of-${folder}`,
  severity: "error",
  comment: `${folder} imports only itself, ${row.folders.join(", ") || "no other folder"} and ${row.packages.join(", ") || "no package"}`,
  from: { path: folderOf(folder) },
  to: {
    pathNot: [
      folderOf(folder),
      ...row.folders.map((f) => `^${f}/(${FACES[f] ?? "index"})\\.ts$`),
      ...row.packages.map((p) => `^node_modules/(@types/)?${p}/`),
    ],
    ...(row.core ? { dependencyTypesNot: ["core"] } : {}),
  },
}));

module.exports = {
  forbidden: [
    ...own,
    {
      name: "apps-import-only-themselves-and-lib",
      severity: "error",
      from: { path: "^tstl-apps/(?!toolchain/|lib/)([^/]+)/" },
      to: { pathNot: ["^tstl-apps/$1/", "^tstl-apps/lib/", "^vnetos($|/)"] },
    },
    {
      name: "lib-imports-only-itself",
      severity: "error",
      from: { path: "^tstl-apps/lib/" },
      to: { pathNot: "^tstl-apps/lib/" },
    },
    {
      name: "product-code-never-imports-tests",
      severity: "error",
      from: { pathNot: "^(test|bench)/" },
      to: { path: "^(test|bench)/" },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-unresolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^vnetos" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".js", ".mjs", ".cjs", ".json"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};

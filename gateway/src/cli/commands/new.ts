import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, join, relative, resolve, sep } from "node:path";
import { packageRoot } from "#cluster/package";
import { NAME_PATTERN, VnetosError } from "#protocol";
import { type CliCommand, examples, printLine } from "../command.ts";

export const newApp: CliCommand = (program) => {
  const command = program
    .command("new")
    .summary("make a new app folder that type-checks and runs")
    .description("Makes a folder with main.ts, tsconfig.json and README.md to begin with.")
    .argument("<folder>", "the folder; its last part is the app's name")
    .action((folder: string) => {
      const name = basename(resolve(folder));
      if (!NAME_PATTERN.test(name))
        throw new VnetosError(
          "bad-request",
          `"${name}" is no name for an app: letters, digits, . _ -`,
        );
      if (existsSync(folder)) throw new VnetosError("conflict", `${folder} is there already`);
      mkdirSync(folder, { recursive: true });
      for (const [file, text] of Object.entries(template(folder, name)))
        writeFileSync(join(folder, file), text);
      printLine(`made ${folder}: run it with npx vnetos run ${join(folder, "main.ts")}`);
    });
  examples(command, "npx vnetos new my-app && npx vnetos run my-app/main.ts");
};

function template(folder: string, name: string): Record<string, string> {
  const apps = toApps(folder);
  const tsconfig = {
    extends: `${apps}/tsconfig.json`,
    include: [".", `${apps}/lib/native.d.ts`, `${apps}/toolchain/declarations/*.d.ts`],
  };
  return {
    "main.ts": MAIN,
    "tsconfig.json": `${JSON.stringify(tsconfig, undefined, 2)}\n`,
    "README.md": readme(name, folder),
  };
}

/** The way from a folder to tstl-apps, as tsconfig.json writes it. */
function toApps(folder: string): string {
  const path = relative(resolve(folder), join(packageRoot, "tstl-apps")).split(sep).join("/");
  return path.startsWith(".") ? path : `./${path}`;
}

const MAIN = `import { gather, rank, size } from "vnetos";

// Every board runs this program at the same time; what differs is the rank.
const square = rank * rank;

// A call that all ranks make together. Rank 0 gets all values, the others get undefined.
const squares = gather(square);
if (squares !== undefined) {
  console.log(\`the squares of the ranks 0 to \${size - 1}: \${squares.join(" ")}\`);
}
`;

const readme = (name: string, folder: string) => `# ${name}

    npx vnetos run ${folder}/main.ts                 # on all boards
    npx vnetos run ${folder}/main.ts --nodes b0,b3   # on two of them
    npx tsc -p ${folder}                             # check the types
`;

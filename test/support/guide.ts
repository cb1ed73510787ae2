import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./cli.ts";

/** A program of a guide and what the guide says that it prints. */
export interface GuideExample {
  /** The heading that it stands under. */
  readonly heading: string;
  readonly program: string;
  /** Without the node's name before each line. */
  readonly lines: readonly string[];
}

/** The programs of a guide in `docs/`: each TypeScript block, with the output that is indented below it. */
export function guideExamples(guide: string): readonly GuideExample[] {
  const text = readFileSync(join(ROOT, "docs", guide), "utf8");
  return text.split(/^## /m).flatMap((section) => {
    const heading = section.split("\n", 1)[0] as string;
    const blocks = section.matchAll(/```ts\n(.*?)```\n\n((?: {4}[^\n]*\n)*)/gs);
    return [...blocks].map(([, program, output]) => ({
      heading,
      program: program as string,
      lines: [...(output ?? "").matchAll(/^ {4}\S+ │ (.*)$/gm)].map(([, line]) => line as string),
    }));
  });
}

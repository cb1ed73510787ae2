/** Builds a program of the files that it is given, in a process of its own; prints the program's path. */
import { buildProgram } from "#firmware";

const [name = "", ...files] = process.argv.slice(2);
process.stdout.write(await buildProgram({ name, files }));

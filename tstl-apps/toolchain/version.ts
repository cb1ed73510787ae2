import { version as typescriptVersion } from "typescript";
import { version as tstlVersion } from "typescript-to-lua";

/** Versions of the two compilers inside, and of the form of what we make of them. */
export const compilerVersion = `vnetos 1, typescript ${typescriptVersion}, typescript-to-lua ${tstlVersion}`;

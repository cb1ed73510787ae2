/** One line that says what is missing before VNetOS can start, or undefined. `from`: file or URL to look for packages from. */
export function preflight(nodeVersion: string, from: string): string | undefined;

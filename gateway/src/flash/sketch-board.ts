import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Where a sketch does not say for which kind of board it is. */
export const USUAL_FQBN = "esp32:esp32:esp32";

/**
 * The kind of board, with its options, that the sketch's own `sketch.yaml` names: the `fqbn` of its default profile, or of
 * the first one. https://arduino.github.io/arduino-cli/latest/sketch-project-file/
 */
export function boardOfSketch(folder: string): string {
  let text: string;
  try {
    text = readFileSync(join(folder, "sketch.yaml"), "utf8");
  } catch {
    return USUAL_FQBN; // Most sketches have none.
  }
  const [, profile] = /^default_profile:\s*(\S+)/m.exec(text) ?? [];
  const start = profile === undefined ? 0 : text.search(new RegExp(`^ +${escaped(profile)}:`, "m"));
  const [, fqbn] = /^\s+fqbn:\s*(\S+)/m.exec(text.slice(Math.max(0, start))) ?? [];
  return fqbn ?? USUAL_FQBN;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

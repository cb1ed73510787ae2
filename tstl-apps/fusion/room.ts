import { sine } from "vnetos/sensors";

/** The temperature of the room, degrees, that no program knows outside of an exercise. */
export const temperature = sine({ periodMs: 120_000, mean: 20, amplitude: 2 });

import type { Flow } from "./flows.ts";

/** Particles on the way at once; a flood is drawn as dense, not as endless. */
export const PARTICLES_MAX = 200;
/** Particles that one burst may start. */
const BURST_MAX = 26;
/** How long a particle is on its way, ms. */
const TRAVEL_MS = 1_100;

export interface Particle {
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * Frames as particles: as many as frames while few, in proportion beyond `BURST_MAX`, at least one for every flow.
 * They start evenly over the time in which the frames came.
 */
export function startParticles(
  flows: readonly Flow[],
  nowMs: number,
  spreadMs: number,
): readonly Particle[] {
  const total = flows.reduce((sum, flow) => sum + flow.frames, 0);
  const scale = Math.min(1, BURST_MAX / Math.max(1, total));
  return flows.flatMap((flow, index) => {
    const count = Math.max(1, Math.round(flow.frames * scale));
    const offset = (index * 0.618) % 1;
    return Array.from({ length: count }, (_, n) => {
      const startMs = nowMs + (((n + offset) / count) % 1) * spreadMs;
      return { from: flow.from, to: flow.to, startMs, endMs: startMs + TRAVEL_MS };
    });
  });
}

/** Those still to come or on their way; the oldest give way when there are too many. */
export function onTheWay(particles: readonly Particle[], nowMs: number): readonly Particle[] {
  return particles.filter((particle) => particle.endMs > nowMs).slice(-PARTICLES_MAX);
}

/** 0..1; undefined: not started. */
export function progress(particle: Particle, nowMs: number): number | undefined {
  if (nowMs < particle.startMs) return undefined;
  return Math.min(1, (nowMs - particle.startMs) / (particle.endMs - particle.startMs));
}

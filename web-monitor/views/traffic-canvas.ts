import type { NodeView } from "#protocol";
import { NODE_COLOURS } from "../palette.ts";
import { cableCurve, chordCurve } from "../picture/curves.ts";
import type { Cable, Layout } from "../picture/geometry.ts";
import { onTheWay, type Particle, progress, startParticles } from "../picture/particles.ts";
import { reversed, Track } from "../picture/track.ts";
import type { Burst } from "../state/state.ts";
import { h } from "./element.ts";

/** Messages as dots that travel from board to board through the switch. No dot, no frame: at rest it costs nothing. */
export class TrafficCanvas {
  readonly dom = h("canvas", { class: "traffic", "aria-hidden": "true" });
  readonly #calm = matchMedia("(prefers-reduced-motion: reduce)");
  #layout: Layout | undefined;
  #boards: readonly NodeView[] = [];
  #particles: readonly Particle[] = [];
  #tracks = new Map<string, Track>();
  #frame: number | undefined;

  place(layout: Layout, boards: readonly NodeView[]): void {
    this.#layout = layout;
    this.#boards = boards;
    this.#tracks = new Map();
    const scale = Math.min(2, window.devicePixelRatio || 1);
    this.dom.width = layout.width * scale;
    this.dom.height = layout.height * scale;
    this.dom.getContext("2d")?.setTransform(scale, 0, 0, scale, 0, 0);
  }

  start(burst: Burst): void {
    if (this.#calm.matches) return;
    const now = performance.now();
    const started = startParticles(burst.flows, now, burst.spreadMs);
    this.#particles = onTheWay([...this.#particles, ...started], now);
    this.#frame ??= requestAnimationFrame((at) => this.#draw(at));
  }

  destroy(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }

  #draw(now: number): void {
    this.#particles = onTheWay(this.#particles, now);
    this.dom.dataset.travelling = String(this.#particles.length);
    const context = this.dom.getContext("2d");
    const layout = this.#layout;
    if (context && layout) {
      context.clearRect(0, 0, layout.width, layout.height);
      const colours = nodeColours(this.dom);
      for (const particle of this.#particles) this.#dot(context, particle, now, colours);
    }
    this.#frame =
      this.#particles.length > 0 ? requestAnimationFrame((at) => this.#draw(at)) : undefined;
  }

  #dot(
    context: CanvasRenderingContext2D,
    particle: Particle,
    now: number,
    colours: readonly string[],
  ): void {
    const share = progress(particle, now);
    const track = this.#track(particle);
    if (share === undefined || !track) return;
    const colour = colours[this.#boardOf(particle.from ?? particle.to)] ?? "gray";
    drawComet(context, track, share, colour);
  }

  #track({ from, to }: Particle): Track | undefined {
    const key = `${from}>${to}`;
    const known = this.#tracks.get(key);
    if (known || !this.#layout) return known;
    const [start, end] = [this.#end(from), this.#end(to)];
    const curves = [
      ...(start ? [cableCurve(start.cable, this.#layout)] : []),
      ...(start && end ? [chordCurve(this.#layout, start.angle, end.angle)] : []),
      ...(end ? [reversed(cableCurve(end.cable, this.#layout))] : []),
    ];
    const track = new Track(curves);
    this.#tracks.set(key, track);
    return track;
  }

  /** Where a switch port's cable is, and where its board's edges end inside the switch. */
  #end(port: number | undefined): { readonly cable: Cable; readonly angle: number } | undefined {
    if (port === undefined) return undefined;
    const index = this.#boardOf(port);
    const seat = this.#layout?.seats[index];
    const link = this.#boards[index]?.switchPorts?.[1] === port ? 1 : 0;
    return seat && { cable: seat.links[link], angle: seat.angle };
  }

  #boardOf(port: number | undefined): number {
    return this.#boards.findIndex((board) => board.switchPorts?.some((own) => own === port));
  }
}

/** Length of the tail, px, and radius of the head. */
const TAIL = 20;
const HEAD = 4.5;

/** A dot with a tail, so that a still picture too shows where it goes. */
function drawComet(
  context: CanvasRenderingContext2D,
  track: Track,
  share: number,
  colour: string,
): void {
  const head = track.at(share);
  const tail = track.at(share - TAIL / Math.max(1, track.length));
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.globalAlpha = 0.45;
  context.lineWidth = HEAD;
  context.lineCap = "round";
  context.beginPath();
  context.moveTo(tail.x, tail.y);
  context.lineTo(head.x, head.y);
  context.stroke();
  context.globalAlpha = 1;
  context.beginPath();
  context.arc(head.x, head.y, HEAD, 0, 2 * Math.PI);
  context.fill();
}

function nodeColours(element: Element): readonly string[] {
  const style = getComputedStyle(element);
  return Array.from({ length: NODE_COLOURS }, (_, n) => style.getPropertyValue(`--node-${n}`));
}

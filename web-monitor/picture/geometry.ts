export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** A board's place: its card, and where its two links leave the card and meet the switch. */
export interface Seat {
  readonly card: Box;
  readonly side: "left" | "right";
  /** On the switch's rim, between its two pins: where the topology's edges end. */
  readonly angle: number;
  readonly links: readonly [Cable, Cable];
}

export interface Cable {
  readonly card: Point;
  readonly pin: Point;
  readonly pinAngle: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly centre: Point;
  readonly radius: number;
  readonly seats: readonly Seat[];
}

/** Boards are cards in two columns, numbered as the pins of a chip: down the left, up the right. */
export function layOut(width: number, height: number, boards: number): Layout {
  const perSide = Math.max(1, Math.ceil(boards / 2));
  const card = cardSize(width, height, perSide);
  const centre = { x: width / 2, y: height / 2 };
  const free = width - 2 * card.width;
  const radius = Math.max(36, Math.min(free * 0.35, height / 2 - 84));
  const base = { width, height, centre, radius };
  const seats = Array.from({ length: boards }, (_, n) => seatOf(n, boards, perSide, card, base));
  return { ...base, seats };
}

function cardSize(width: number, height: number, perSide: number) {
  const gap = 10;
  return {
    width: Math.min(330, Math.max(112, width * 0.29)),
    height: Math.min(210, (height - gap * (perSide - 1)) / perSide),
  };
}

type Base = Omit<Layout, "seats">;

function seatOf(
  n: number,
  boards: number,
  perSide: number,
  card: { readonly width: number; readonly height: number },
  base: Base,
): Seat {
  const left = n < perSide;
  const inColumn = left ? perSide : boards - perSide;
  const row = left ? n : boards - 1 - n;
  const space = (base.height - inColumn * card.height) / (inColumn + 1);
  const tight = inColumn > 1 ? (base.height - inColumn * card.height) / (inColumn - 1) : 0;
  const y =
    space > 40 || inColumn === 1
      ? space + row * (card.height + space)
      : row * (card.height + tight);
  const box = { x: left ? 0 : base.width - card.width, y, ...card };
  const fromTop = ((row + 0.5) / inColumn) * Math.PI - Math.PI / 2;
  const angle = left ? Math.PI - fromTop : fromTop;
  return { card: box, side: left ? "left" : "right", angle, links: cables(box, left, angle, base) };
}

function cables(card: Box, left: boolean, angle: number, base: Base): readonly [Cable, Cable] {
  const spread = Math.min(0.15, Math.PI / 14);
  const edge = left ? card.x + card.width : card.x;
  const middle = card.y + card.height / 2;
  const cable = (up: -1 | 1): Cable => {
    // On the left a larger angle is higher up: link 0 is the upper one on both sides.
    const pinAngle = angle + (left ? -up : up) * spread;
    return {
      card: { x: edge, y: middle + up * 11 },
      pin: onRim(base.centre, base.radius, pinAngle),
      pinAngle,
    };
  };
  return [cable(-1), cable(1)];
}

export function onRim(centre: Point, radius: number, angle: number): Point {
  return { x: centre.x + radius * Math.cos(angle), y: centre.y + radius * Math.sin(angle) };
}

const rounds = 40_000;
interface Point {
  x: number;
  y: number;
}
const add = (a: Point, b: Point): Point => ({ x: a.x + b.x, y: a.y + b.y });
let at: Point = { x: 0, y: 0 };
for (let i = 0; i < rounds; i++) at = add(at, { x: i, y: -i / 2 });
console.log(at.x, at.y);

const rounds = 60_000;
class Body {
  x = 0;
  v: number;
  constructor(v: number) {
    this.v = v;
  }
  step(dt: number) {
    this.x += this.v * dt;
    return this.energy();
  }
  energy() {
    return this.v * this.v + this.x;
  }
}
class Heavy extends Body {
  mass = 2;
  override energy() {
    return super.energy() * this.mass;
  }
}
const bodies = [new Body(1), new Heavy(2.5)];
let sum = 0;
for (let i = 0; i < rounds; i++) sum += bodies[i % 2].step(0.25) - i;
console.log(sum);

const rounds = 40_000;
const counter = () => {
  let n = 0;
  return (by: number) => (n += by);
};
let sum = 0;
for (let i = 0; i < rounds; i++) {
  const up = counter();
  up(i);
  sum += up(1);
}
console.log(sum);

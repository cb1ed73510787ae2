import { OPENING } from "./branch.ts";

/** What one board has to tell. */
interface Picture {
  readonly events: readonly string[];
  readonly balance: number;
  readonly channels: readonly (readonly number[])[];
}

/** Prints what happened on each board, the recorded channels, and whether the money is all there. */
export function report(pictures: readonly Picture[]): void {
  let balances = 0;
  let onTheWay = 0;
  pictures.forEach(({ events, balance }, board) => {
    console.log(`board ${board}: ${events.join(" ")}`);
    balances += balance;
  });
  pictures.forEach(({ channels }, to) => {
    channels.forEach((amounts, from) => {
      if (amounts.length > 0) console.log(`on the way ${from}>${to}: ${amounts.join(" ")}`);
      for (const amount of amounts) onTheWay += amount;
    });
  });
  const owned = OPENING * pictures.length;
  const verdict = balances + onTheWay === owned ? "nothing is lost" : "THE PICTURE IS WRONG";
  console.log(`${balances} in the branches + ${onTheWay} on the way = ${balances + onTheWay}`);
  console.log(`the bank owns ${owned}: ${verdict}`);
}

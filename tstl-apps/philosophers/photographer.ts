import { channel, read, write } from "vnetos/csp";

// The photographer wants all philosophers in one picture, each with a fork in the left hand: nobody moves before.

const posing = channel<number>("posing", { home: 0, room: 50 });
const taken = channel<boolean>("taken", { home: 0, room: 50 });

/** Waits until everybody poses, then lets all go on. */
export function photographer(seats: number): void {
  for (let i = 0; i < seats; i++) read(posing);
  for (let i = 0; i < seats; i++) write(taken, true);
}

/** Poses until the picture is taken. */
export function smile(seat: number): void {
  write(posing, seat);
  read(taken);
}

/** A small program that stays: what a worker costs. */
import { sleep } from "vnetos";

sleep(600000);

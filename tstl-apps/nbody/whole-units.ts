/**
 * Fractions summed in another order give another last digit, and the order depends on the number of ranks. Whole numbers
 * below 2^53 do not care. So what is summed over bodies is counted in units of 2^-32, rounded to whole ones.
 */
export const UNITS = 4_294_967_296;

/** `x + ROUND - ROUND` is the nearest whole number: 1.5 * 2^52 leaves no room for a fraction. */
export const ROUND = 6_755_399_441_055_744;

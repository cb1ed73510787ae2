type Matrix = readonly [readonly [number, number], readonly [number, number]];

const times = (a: Matrix, b: Matrix): Matrix => {
  const at = (i: 0 | 1, j: 0 | 1) => a[i][0] * b[0][j] + a[i][1] * b[1][j];
  return [
    [at(0, 0), at(0, 1)],
    [at(1, 0), at(1, 1)],
  ];
};

/** The filter in matrices, as textbooks have it: F = [1 1; 0 1], H = [1 0], Q = diag(0, 0.006²). */
export function kalman(): (measured: number, variance: number) => number {
  let state: readonly [number, number] | undefined;
  let p: Matrix = [
    [0, 0],
    [0, 0.01],
  ];
  const f: Matrix = [
    [1, 1],
    [0, 1],
  ];
  const transposed: Matrix = [
    [1, 0],
    [1, 1],
  ];
  return (measured, variance) => {
    if (state === undefined) {
      state = [measured, 0];
      p = [
        [variance, 0],
        [0, 0.01],
      ];
      return measured;
    }
    const [value, rate] = [state[0] + state[1], state[1]];
    const [first, second] = times(times(f, p), transposed);
    const before: Matrix = [first, [second[0], second[1] + 0.006 ** 2]];
    const gain = [before[0][0], before[1][0]].map((part) => part / (before[0][0] + variance));
    const [g, h] = gain as [number, number];
    state = [value + g * (measured - value), rate + h * (measured - value)];
    p = times(
      [
        [1 - g, 0],
        [-h, 1],
      ],
      before,
    );
    return state[0];
  };
}

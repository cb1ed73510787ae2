import { nearest, type Point } from "./point.ts";

/** The points nearest to one centre: how many there are, and the sums of their coordinates. */
export interface Cluster {
  points: number;
  x: number;
  y: number;
}

/** One cluster for each centre, of these points. */
export function clustersOf(points: readonly Point[], centres: readonly Point[]): Cluster[] {
  const clusters = centres.map(() => ({ points: 0, x: 0, y: 0 }));
  for (const point of points) {
    const cluster = clusters[nearest(point, centres)];
    cluster.points += 1;
    cluster.x += point.x;
    cluster.y += point.y;
  }
  return clusters;
}

/** The clusters of two ranks' points together. */
export function addClusters(left: readonly Cluster[], right: readonly Cluster[]): Cluster[] {
  return left.map(({ points, x, y }, i) => ({
    points: points + right[i].points,
    x: x + right[i].x,
    y: y + right[i].y,
  }));
}

/** The middle of each cluster; one without points stays where it was. */
export function centresOf(clusters: readonly Cluster[], before: readonly Point[]): Point[] {
  return clusters.map(({ points, x, y }, i) =>
    points === 0 ? before[i] : { x: x / points, y: y / points },
  );
}

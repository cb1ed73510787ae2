/** One station of the ring while it takes part in an election. All it sees are its id and what it hears. */
export interface Station {
  /** Called once, before anything is heard. */
  begin(): void;
  /** Called with each id that comes from the station before. Answers the leader's id once it is certain. */
  hear(id: number): number | undefined;
}

/** Makes a station; `pass` sends an id to the next station of the ring. */
export type Algorithm = (ownId: number, pass: (id: number) => void) => Station;

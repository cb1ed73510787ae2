import type { NodeInfo, WifiNetwork } from "#protocol";

/** What a board is told after its upload. */
export interface BoardSettings {
  readonly name: string;
  /** 64 hexadecimal digits. */
  readonly key: string;
  /** Absent: what it has stays. */
  readonly wifi?: WifiNetwork | undefined;
}

/** A board that was verified. */
export interface VerifiedBoard {
  readonly info: NodeInfo;
  /** Where it serves NMP; absent: on its serial line only. */
  readonly url?: string | undefined;
}

/** The way to a board that has no network yet: a serial line. */
export interface BoardSetup {
  /** Who answers there. @throws VnetosError `unreachable`, `forbidden`, `unsupported-version` */
  info(port: string, signal: AbortSignal): Promise<NodeInfo>;
  /** Writes the settings; the board starts anew with them. Answers the boot id that ends with that. */
  write(port: string, settings: BoardSettings, signal: AbortSignal): Promise<string>;
  /**
   * Waits until the board has started anew, has name and key and, where it was told one, is in its Wi-Fi.
   * @throws VnetosError `unreachable` (also: not in the Wi-Fi), `wrong-key`, `unsupported-version`
   */
  verify(
    port: string,
    settings: BoardSettings,
    formerBootId: string,
    signal: AbortSignal,
  ): Promise<VerifiedBoard>;
}

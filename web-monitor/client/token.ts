const KEY = "vnetos-token";

/** What the token's place needs of the browser. */
export interface TokenPlace {
  readonly location: Pick<Location, "hash" | "pathname" | "search">;
  readonly history: Pick<History, "replaceState">;
  readonly sessionStorage: Pick<Storage, "getItem" | "setItem">;
}

/**
 * The gateway's token: out of `#token=…` once, then out of this tab's session. It is taken out of the address bar, so
 * that it is not on the projector, in a bookmark or in a screenshot. undefined: the page was opened without.
 */
export function takeToken(place: TokenPlace): string | undefined {
  const given = new URLSearchParams(place.location.hash.slice(1)).get("token");
  if (!given) return place.sessionStorage.getItem(KEY) ?? undefined;
  place.sessionStorage.setItem(KEY, given);
  place.history.replaceState(null, "", place.location.pathname + place.location.search);
  return given;
}

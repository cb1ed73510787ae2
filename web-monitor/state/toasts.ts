import type { State, Toast } from "./state.ts";

/** More than these at once nobody reads. */
export const TOASTS_KEPT = 4;

/** The same message twice is one toast. */
export function addToast(state: State, level: Toast["level"], message: string): State {
  const others = state.toasts.filter((toast) => toast.message !== message);
  const toast = { id: state.nextToast, level, message };
  return {
    ...state,
    toasts: [...others, toast].slice(-TOASTS_KEPT),
    nextToast: state.nextToast + 1,
  };
}
